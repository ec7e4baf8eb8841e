ALTER TABLE "calls" ADD COLUMN "rung_seconds" integer;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "held_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "billable" boolean;