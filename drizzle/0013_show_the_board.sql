ALTER TABLE "tasks" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "texts" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "texts" ADD COLUMN "looked_by_id" uuid;--> statement-breakpoint
CREATE INDEX "call_handlings_open" ON "call_handlings" USING btree ("taken_at") WHERE wrapped_up_at is null;--> statement-breakpoint
CREATE INDEX "sessions_seen" ON "sessions" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "texts_unseen" ON "texts" USING btree ("client_id","received_at" DESC NULLS LAST) WHERE looked_at is null and disposition = 'messageTaken';