ALTER TABLE "call_legs" ADD COLUMN "move" text;--> statement-breakpoint
ALTER TABLE "call_legs" ADD COLUMN "move_asked_at" timestamp with time zone;