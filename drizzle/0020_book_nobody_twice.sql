-- Two appointments of one executive never overlap, their buffers included; one may begin as the other ends.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_once" EXCLUDE USING gist (
  "client_id" WITH =, "executive_id" WITH =, tstzrange("blocked_from", "blocked_until") WITH &&
) WHERE ("state" IN ('reserved', 'proposed', 'confirmed'));
