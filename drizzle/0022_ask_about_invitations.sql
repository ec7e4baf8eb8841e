ALTER TABLE "reply_addresses" ADD COLUMN "appointment_id" uuid;--> statement-breakpoint
UPDATE "executives" SET "choices" = '{"agenda": {"invitations": true, "news": "atOnce"}}'::jsonb || "choices";--> statement-breakpoint
UPDATE "executives" SET "folder_choices" = '{"agenda": {"invitations": true, "news": "atOnce"}}'::jsonb || "folder_choices" WHERE "folder_choices" IS NOT NULL;
