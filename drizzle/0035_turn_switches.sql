CREATE TABLE "agency_switches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"on_at" timestamp with time zone NOT NULL,
	"on_by_id" uuid NOT NULL,
	"off_at" timestamp with time zone,
	"off_by_id" uuid
);
--> statement-breakpoint
ALTER TABLE "agency_switches" ADD CONSTRAINT "agency_switches_on_by_id_secretaries_id_fk" FOREIGN KEY ("on_by_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_switches" ADD CONSTRAINT "agency_switches_off_by_id_secretaries_id_fk" FOREIGN KEY ("off_by_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agency_switches_on" ON "agency_switches" USING btree ("name") WHERE off_at is null;