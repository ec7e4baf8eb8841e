ALTER TABLE "stations" ADD COLUMN "passed_call_id" uuid;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "passed_until" timestamp with time zone;