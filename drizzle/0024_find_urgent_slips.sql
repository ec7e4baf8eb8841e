DROP INDEX "messages_latest";--> statement-breakpoint
CREATE INDEX "messages_urgent" ON "messages" USING btree ("created_at" DESC NULLS LAST,"client_id") WHERE urgency = 'urgent';