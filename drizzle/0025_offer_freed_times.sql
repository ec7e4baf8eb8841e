CREATE TABLE "freed_times" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"freed_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"asked_ids" uuid[] NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "freed_times_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "freed_times" ADD CONSTRAINT "freed_times_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "freed_times_open" ON "freed_times" USING btree ("next_at") WHERE closed_at is null;