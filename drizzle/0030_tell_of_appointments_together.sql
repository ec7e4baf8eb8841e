ALTER TABLE "appointment_notices" ADD COLUMN "told" jsonb;--> statement-breakpoint
ALTER TABLE "appointment_notices" ADD COLUMN "former" jsonb;--> statement-breakpoint
ALTER TABLE "appointment_notices" ADD COLUMN "told_with" uuid;