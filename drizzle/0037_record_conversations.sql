CREATE TABLE "call_recordings" (
	"client_id" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"retention_days" smallint NOT NULL,
	"share" smallint NOT NULL,
	"announcement" text NOT NULL,
	"announced_at" timestamp with time zone NOT NULL,
	"heard_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_by_id" uuid,
	"state" text DEFAULT 'none' NOT NULL,
	"recording_sid" text,
	"started_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"busy_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "call_recordings_client_id_call_id_pk" PRIMARY KEY("client_id","call_id")
);
--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "kind" text DEFAULT 'voicemail' NOT NULL;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "removal_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "removal_reason" text;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "removed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "removal_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "next_removal_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "proved_gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "recording" jsonb;--> statement-breakpoint
ALTER TABLE "call_recordings" ADD CONSTRAINT "call_recordings_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_recordings_open" ON "call_recordings" USING btree ("client_id","call_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "recordings_to_remove" ON "recordings" USING btree ("next_removal_at") WHERE next_removal_at is not null;--> statement-breakpoint
CREATE INDEX "recordings_kept" ON "recordings" USING btree ("client_id","announced_at") WHERE kind = 'conversation' and removal_asked_at is null;