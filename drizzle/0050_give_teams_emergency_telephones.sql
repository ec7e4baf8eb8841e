ALTER TABLE "emergency_telephones" DROP CONSTRAINT "emergency_telephones_once";--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD CONSTRAINT "emergency_telephones_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_telephones" ADD CONSTRAINT "emergency_telephones_once" UNIQUE NULLS NOT DISTINCT("number","team_id");