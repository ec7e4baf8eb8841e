CREATE TABLE "reach_changes" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"executive_id" uuid,
	"before" text,
	"after" text,
	"former_email" text,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by_id" uuid,
	"effective_at" timestamp with time zone,
	"told" uuid[] DEFAULT '{}' NOT NULL,
	"told_at" timestamp with time zone,
	"settled" text,
	"settled_at" timestamp with time zone,
	"settled_by_id" uuid,
	CONSTRAINT "reach_changes_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "reach_changes" ADD CONSTRAINT "reach_changes_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reach_changes" ADD CONSTRAINT "reach_changes_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reach_changes_executive" ON "reach_changes" USING btree ("client_id","executive_id","changed_at");