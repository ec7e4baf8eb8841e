CREATE TABLE "call_legs" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"role" text NOT NULL,
	"secretary_id" uuid,
	"executive_id" uuid,
	"number" text,
	"call_sid" text,
	"mode" text,
	"started_at" timestamp with time zone NOT NULL,
	"joined_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "call_legs_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "live_calls" (
	"client_id" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"state" text NOT NULL,
	"call_sid" text,
	"conference_sid" text,
	"priority" smallint DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone,
	"answer_by" timestamp with time zone,
	"wish" text,
	"claimed_by_id" uuid,
	"claimed_at" timestamp with time zone,
	"last_secretary_id" uuid,
	"joined_at" timestamp with time zone,
	"held_since" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "live_calls_client_id_call_id_pk" PRIMARY KEY("client_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secretary_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"handed_over_at" timestamp with time zone,
	CONSTRAINT "shifts_once" UNIQUE("secretary_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"secretary_id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'off' NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"device" text DEFAULT 'browser' NOT NULL,
	"telephone" text,
	"reachable_at" timestamp with time zone,
	"rung_client_id" integer,
	"rung_call_id" uuid,
	"rung_since" timestamp with time zone,
	"busy_client_id" integer,
	"busy_call_id" uuid,
	"busy_since" timestamp with time zone,
	"wrap_up_until" timestamp with time zone,
	"free_since" timestamp with time zone,
	"missed_rings" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team_id" uuid NOT NULL,
	"secretary_id" uuid NOT NULL,
	CONSTRAINT "team_members_team_id_secretary_id_pk" PRIMARY KEY("team_id","secretary_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "teams_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "queued_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "left_queue_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "left_queue_how" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "answered_by_id" uuid;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "answering" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "regular" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "priority" smallint DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "call_legs" ADD CONSTRAINT "call_legs_client_id_call_id_live_calls_client_id_call_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."live_calls"("client_id","call_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_calls" ADD CONSTRAINT "live_calls_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_legs_call" ON "call_legs" USING btree ("client_id","call_id");--> statement-breakpoint
CREATE INDEX "live_calls_waiting" ON "live_calls" USING btree ("priority","queued_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "live_calls_running" ON "live_calls" USING btree ("client_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "shifts_ends" ON "shifts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "stations_rung" ON "stations" USING btree ("rung_client_id","rung_call_id");--> statement-breakpoint
CREATE INDEX "stations_busy" ON "stations" USING btree ("busy_client_id","busy_call_id");--> statement-breakpoint
CREATE INDEX "team_members_secretary" ON "team_members" USING btree ("secretary_id");