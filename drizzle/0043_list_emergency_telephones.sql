CREATE TABLE "emergency_telephones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secretary_id" uuid NOT NULL,
	"number" text NOT NULL,
	"given_by_id" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"confirmed_by_id" uuid,
	CONSTRAINT "emergency_telephones_once" UNIQUE("number")
);
--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD CONSTRAINT "emergency_telephones_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD CONSTRAINT "emergency_telephones_given_by_id_secretaries_id_fk" FOREIGN KEY ("given_by_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD CONSTRAINT "emergency_telephones_confirmed_by_id_secretaries_id_fk" FOREIGN KEY ("confirmed_by_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;