ALTER TABLE "stations" ADD COLUMN "parked_client_id" integer;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "parked_call_id" uuid;--> statement-breakpoint
CREATE INDEX "stations_parked" ON "stations" USING btree ("parked_client_id","parked_call_id");