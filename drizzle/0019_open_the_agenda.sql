CREATE TABLE "busy_times" (
	"client_id" integer NOT NULL,
	"calendar_id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"href" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"summary" text,
	CONSTRAINT "busy_times_client_id_calendar_id_href_starts_at_pk" PRIMARY KEY("client_id","calendar_id","href","starts_at")
);
--> statement-breakpoint
CREATE TABLE "calendar_items" (
	"client_id" integer NOT NULL,
	"calendar_id" uuid NOT NULL,
	"href" text NOT NULL,
	"uid" text NOT NULL,
	"etag" text,
	"content_hash" text NOT NULL,
	"appointment_id" uuid,
	"appointment_version" integer,
	CONSTRAINT "calendar_items_client_id_calendar_id_href_pk" PRIMARY KEY("client_id","calendar_id","href"),
	CONSTRAINT "calendar_items_appointment" UNIQUE("client_id","calendar_id","appointment_id")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"username" text,
	"password" text,
	"writes" boolean NOT NULL,
	"read_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"failure" text,
	"empty_since" timestamp with time zone,
	"sync_token" text,
	"etag" text,
	"next_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendars_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "absences" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"label" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "absences_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "absences_end_after_start" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
CREATE TABLE "agenda_events" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"venue_detail" text,
	"note" text,
	"blocks" boolean DEFAULT true NOT NULL,
	"executive_ids" uuid[] NOT NULL,
	"guests" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"cancelled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agenda_events_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "agenda_events_end_after_start" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
CREATE TABLE "appointment_types" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"minutes" integer NOT NULL,
	"buffer_before" integer NOT NULL,
	"buffer_after" integer NOT NULL,
	"venue" text NOT NULL,
	"venue_detail" text,
	"colour" text NOT NULL,
	"notice_minutes" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"step_minutes" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"executive_keys" text[] NOT NULL,
	"bookable_by" text NOT NULL,
	"reminder_hours" integer[] NOT NULL,
	"place" integer NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "appointment_types_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "appointment_types_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"type_id" uuid,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"blocked_from" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"title" text NOT NULL,
	"venue" text NOT NULL,
	"venue_detail" text,
	"caller_name" text,
	"caller_number" text,
	"caller_email" text,
	"contact_id" uuid,
	"language" text NOT NULL,
	"details" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text,
	"source_kind" text,
	"source_id" uuid,
	"series_id" uuid,
	"booked_elsewhere" text,
	"booked_by_id" uuid,
	"reserved_until" timestamp with time zone,
	"uid" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"end_reason" text,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "appointments_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "appointments_uid" UNIQUE("client_id","uid"),
	CONSTRAINT "appointments_end_after_start" CHECK (ends_at > starts_at),
	CONSTRAINT "appointments_buffers_around" CHECK (blocked_from <= starts_at and blocked_until >= ends_at)
);
--> statement-breakpoint
CREATE TABLE "event_steps" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"what" text NOT NULL,
	"place" integer NOT NULL,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"done_by_id" uuid,
	CONSTRAINT "event_steps_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "waiting_callers" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"executive_id" uuid,
	"caller_name" text NOT NULL,
	"caller_number" text,
	"caller_email" text,
	"language" text NOT NULL,
	"note" text,
	"suits" text NOT NULL,
	"not_before" timestamp with time zone,
	"not_after" timestamp with time zone,
	"state" text NOT NULL,
	"offered_id" uuid,
	"offer_until" timestamp with time zone,
	"instead_of_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "waiting_callers_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "appointment_notices" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"executive_id" uuid,
	"number" text,
	"email" text,
	"reminder_hours" integer,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "appointment_notices_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"mandate_id" uuid,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer_by" timestamp with time zone NOT NULL,
	"if_silent" text NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"via" text,
	CONSTRAINT "approvals_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "code_words" (
	"client_id" integer NOT NULL,
	"executive_id" uuid NOT NULL,
	"word_hash" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp with time zone,
	CONSTRAINT "code_words_client_id_executive_id_pk" PRIMARY KEY("client_id","executive_id")
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"power" text NOT NULL,
	"executive_keys" text[] NOT NULL,
	"appointment_type_keys" text[] NOT NULL,
	"secretary" text NOT NULL,
	"limits" jsonb NOT NULL,
	"from_date" date,
	"until_date" date,
	"answer_minutes" integer NOT NULL,
	"if_silent" text NOT NULL,
	"place" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "mandates_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "mandates_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_one_subject";--> statement-breakpoint
ALTER TABLE "links" ALTER COLUMN "executive_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "executives" ADD COLUMN "working_hours" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "appointment_notice_id" uuid;--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_client_id_calendar_id_calendars_client_id_id_fk" FOREIGN KEY ("client_id","calendar_id") REFERENCES "public"."calendars"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "busy_times" ADD CONSTRAINT "busy_times_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_items" ADD CONSTRAINT "calendar_items_client_id_calendar_id_calendars_client_id_id_fk" FOREIGN KEY ("client_id","calendar_id") REFERENCES "public"."calendars"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_items" ADD CONSTRAINT "calendar_items_client_id_appointment_id_appointments_client_id_id_fk" FOREIGN KEY ("client_id","appointment_id") REFERENCES "public"."appointments"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_events" ADD CONSTRAINT "agenda_events_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_types" ADD CONSTRAINT "appointment_types_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_client_id_type_id_appointment_types_client_id_id_fk" FOREIGN KEY ("client_id","type_id") REFERENCES "public"."appointment_types"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_client_id_contact_id_contacts_client_id_id_fk" FOREIGN KEY ("client_id","contact_id") REFERENCES "public"."contacts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_steps" ADD CONSTRAINT "event_steps_client_id_event_id_agenda_events_client_id_id_fk" FOREIGN KEY ("client_id","event_id") REFERENCES "public"."agenda_events"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_callers" ADD CONSTRAINT "waiting_callers_client_id_type_id_appointment_types_client_id_id_fk" FOREIGN KEY ("client_id","type_id") REFERENCES "public"."appointment_types"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_callers" ADD CONSTRAINT "waiting_callers_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_callers" ADD CONSTRAINT "waiting_callers_client_id_offered_id_appointments_client_id_id_fk" FOREIGN KEY ("client_id","offered_id") REFERENCES "public"."appointments"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_callers" ADD CONSTRAINT "waiting_callers_client_id_instead_of_id_appointments_client_id_id_fk" FOREIGN KEY ("client_id","instead_of_id") REFERENCES "public"."appointments"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_notices" ADD CONSTRAINT "appointment_notices_client_id_appointment_id_appointments_client_id_id_fk" FOREIGN KEY ("client_id","appointment_id") REFERENCES "public"."appointments"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_notices" ADD CONSTRAINT "appointment_notices_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_client_id_mandate_id_mandates_client_id_id_fk" FOREIGN KEY ("client_id","mandate_id") REFERENCES "public"."mandates"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_words" ADD CONSTRAINT "code_words_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "busy_times_agenda" ON "busy_times" USING btree ("client_id","executive_id","ends_at");--> statement-breakpoint
CREATE INDEX "calendars_next" ON "calendars" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "absences_agenda" ON "absences" USING btree ("client_id","executive_id","ends_at");--> statement-breakpoint
CREATE INDEX "agenda_events_agenda" ON "agenda_events" USING btree ("client_id","ends_at");--> statement-breakpoint
CREATE INDEX "appointments_agenda" ON "appointments" USING btree ("client_id","executive_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointments_caller" ON "appointments" USING btree ("client_id","caller_number","starts_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "appointments_source" ON "appointments" USING btree ("client_id","source_id");--> statement-breakpoint
CREATE INDEX "appointments_standing" ON "appointments" USING btree ("starts_at") WHERE state in ('proposed', 'confirmed');--> statement-breakpoint
CREATE INDEX "appointments_reserved" ON "appointments" USING btree ("reserved_until") WHERE state = 'reserved';--> statement-breakpoint
CREATE INDEX "event_steps_event" ON "event_steps" USING btree ("client_id","event_id","place");--> statement-breakpoint
CREATE INDEX "waiting_callers_order" ON "waiting_callers" USING btree ("client_id","type_id","created_at") WHERE state in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "appointment_notices_appointment" ON "appointment_notices" USING btree ("client_id","appointment_id");--> statement-breakpoint
CREATE INDEX "approvals_subject" ON "approvals" USING btree ("client_id","subject_id");--> statement-breakpoint
CREATE INDEX "approvals_open" ON "approvals" USING btree ("answer_by") WHERE answer is null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_appointment_notice_id_appointment_notices_client_id_id_fk" FOREIGN KEY ("client_id","appointment_notice_id") REFERENCES "public"."appointment_notices"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_appointment" ON "deliveries" USING btree ("client_id","appointment_notice_id") WHERE appointment_notice_id is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_one_subject" CHECK (num_nonnulls(message_id, digest_id, answer_id, notice_id, appointment_notice_id) = 1);