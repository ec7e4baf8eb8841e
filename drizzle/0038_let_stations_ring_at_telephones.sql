ALTER TABLE "call_legs" ADD COLUMN "by_telephone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "asked_telephone" text;