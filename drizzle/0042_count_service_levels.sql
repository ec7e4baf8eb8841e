CREATE TABLE "counted_days" (
	"day" date PRIMARY KEY NOT NULL,
	"counted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "level_days" (
	"client_id" integer NOT NULL,
	"day" date NOT NULL,
	"team" text NOT NULL,
	"secretary_id" uuid NOT NULL,
	"in_time" integer NOT NULL,
	"later" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"short" integer NOT NULL,
	"voicemail" integer NOT NULL,
	"callback" integer NOT NULL,
	"waiting" integer NOT NULL,
	"answer_seconds" integer NOT NULL,
	"abandoned_seconds" integer NOT NULL,
	"longest_seconds" integer NOT NULL,
	"spoken" integer NOT NULL,
	"talk_seconds" integer NOT NULL,
	"held_seconds" integer NOT NULL,
	"wrap_ups" integer NOT NULL,
	"wrap_up_seconds" integer NOT NULL,
	CONSTRAINT "level_days_client_id_day_team_secretary_id_pk" PRIMARY KEY("client_id","day","team","secretary_id")
);
--> statement-breakpoint
CREATE TABLE "level_hours" (
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"team" text NOT NULL,
	"secretary_id" uuid NOT NULL,
	"in_time" integer NOT NULL,
	"later" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"short" integer NOT NULL,
	"voicemail" integer NOT NULL,
	"callback" integer NOT NULL,
	"waiting" integer NOT NULL,
	"answer_seconds" integer NOT NULL,
	"abandoned_seconds" integer NOT NULL,
	"longest_seconds" integer NOT NULL,
	"spoken" integer NOT NULL,
	"talk_seconds" integer NOT NULL,
	"held_seconds" integer NOT NULL,
	"wrap_ups" integer NOT NULL,
	"wrap_up_seconds" integer NOT NULL,
	CONSTRAINT "level_hours_day_hour_team_secretary_id_pk" PRIMARY KEY("day","hour","team","secretary_id")
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "wrap_up_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "wrap_up_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "wrap_up_client_id" integer;--> statement-breakpoint
ALTER TABLE "stations" ADD COLUMN "wrap_up_call_id" uuid;--> statement-breakpoint
CREATE INDEX "level_days_day" ON "level_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "calls_queued" ON "calls" USING btree ("queued_at","client_id") WHERE queued_at is not null;