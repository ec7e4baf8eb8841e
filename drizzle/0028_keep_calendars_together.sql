ALTER TABLE "calendars" RENAME COLUMN "password" TO "secret";--> statement-breakpoint
ALTER TABLE "calendar_items" ADD COLUMN "refused" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "expanded_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "claimed_until" timestamp with time zone;