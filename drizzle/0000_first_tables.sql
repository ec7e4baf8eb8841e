CREATE TABLE "acts" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"verb" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"authority" text,
	"undoes" uuid,
	CONSTRAINT "acts_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_events" (
	"client_id" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "call_events_client_id_call_id_key_pk" PRIMARY KEY("client_id","call_id","key")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"call_sid" text NOT NULL,
	"line" text NOT NULL,
	"caller_kind" text NOT NULL,
	"caller" text,
	"caller_name" text,
	"contact_id" uuid,
	"forwarded_from" text,
	"arrived_at" timestamp with time zone NOT NULL,
	"decision" jsonb NOT NULL,
	"degraded" boolean NOT NULL,
	"dialled_at" timestamp with time zone,
	"dialled_number" text,
	"accepted_at" timestamp with time zone,
	"dial_ended_at" timestamp with time zone,
	"dial_status" text,
	"bridged" boolean DEFAULT false NOT NULL,
	"talk_seconds" integer DEFAULT 0 NOT NULL,
	"voicemail_at" timestamp with time zone,
	"recorded_at" timestamp with time zone,
	"recorded_seconds" integer,
	"exchange_status" text NOT NULL,
	"status_sequence" integer DEFAULT -1 NOT NULL,
	"ended_at" timestamp with time zone,
	"duration_seconds" integer,
	"conclude_at" timestamp with time zone,
	"disposition" text,
	"mattered_at" timestamp with time zone,
	CONSTRAINT "calls_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"recording_sid" text NOT NULL,
	"seconds" integer NOT NULL,
	"announced_at" timestamp with time zone NOT NULL,
	"file_key" text,
	"stored_at" timestamp with time zone,
	"exchange_deleted_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "recordings_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "availabilities" (
	"client_id" integer NOT NULL,
	"executive_id" uuid NOT NULL,
	"state" text NOT NULL,
	"until" timestamp with time zone,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "availabilities_client_id_executive_id_pk" PRIMARY KEY("client_id","executive_id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"client_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clients_client_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"public_number" text,
	"emergency_number" text,
	"greeting" text,
	"voice" text,
	"health" boolean NOT NULL,
	"allowed_countries" text[] NOT NULL,
	"hours" jsonb NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clients_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "contact_numbers" (
	"client_id" integer NOT NULL,
	"number" text NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "contact_numbers_client_id_number_pk" PRIMARY KEY("client_id","number")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"company" text,
	"email" text,
	"tags" text[] NOT NULL,
	"executive_id" uuid,
	CONSTRAINT "contacts_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "contacts_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "executives" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"mobile" text,
	"email" text,
	"choices" jsonb NOT NULL,
	"on_call_rank" integer,
	"left_at" timestamp with time zone,
	CONSTRAINT "executives_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "executives_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "expected_callers" (
	"client_id" integer NOT NULL,
	"number" text NOT NULL,
	"executive_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "expected_callers_client_id_number_executive_id_pk" PRIMARY KEY("client_id","number","executive_id")
);
--> statement-breakpoint
CREATE TABLE "instructions" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"body" text NOT NULL,
	"from_date" date,
	"until_date" date,
	"place" integer NOT NULL,
	CONSTRAINT "instructions_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "instructions_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"number" text PRIMARY KEY NOT NULL,
	"client_id" integer NOT NULL,
	"key" text NOT NULL,
	"diversion" text NOT NULL,
	"recipient_id" uuid NOT NULL,
	CONSTRAINT "lines_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "reasons" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"questions" jsonb NOT NULL,
	"recipient_key" text,
	"urgent" boolean NOT NULL,
	"treatment" text NOT NULL,
	"place" integer NOT NULL,
	CONSTRAINT "reasons_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "reasons_key" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"executive_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"urgency" text NOT NULL,
	"state" text NOT NULL,
	"destination" text,
	"sent_body" text,
	"segments" integer,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"crashes" integer DEFAULT 0 NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"enqueued_at" timestamp with time zone,
	"claimed_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"error_code" text,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "deliveries_once" UNIQUE("client_id","message_id","revision","executive_id","channel")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"client_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "links_client_id_token_hash_pk" PRIMARY KEY("client_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"recipient_id" uuid NOT NULL,
	"copy_ids" uuid[] NOT NULL,
	"urgency" text NOT NULL,
	"caller_name" text,
	"caller_number" text,
	"body" text,
	"voicemail_seconds" integer,
	"received_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "messages_source" UNIQUE("client_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"client_id" integer NOT NULL,
	"version" integer NOT NULL,
	"rule_set" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_sets_client_id_version_pk" PRIMARY KEY("client_id","version")
);
--> statement-breakpoint
CREATE TABLE "secretaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"language" text NOT NULL,
	CONSTRAINT "secretaries_key_unique" UNIQUE("key"),
	CONSTRAINT "secretaries_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"audience" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "tasks_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "tasks_once" UNIQUE("client_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "automatic_replies" (
	"client_id" integer NOT NULL,
	"number" text NOT NULL,
	"replied_at" timestamp with time zone NOT NULL,
	"text_id" uuid NOT NULL,
	CONSTRAINT "automatic_replies_client_id_number_pk" PRIMARY KEY("client_id","number")
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"client_id" integer NOT NULL,
	"line" text NOT NULL,
	"number" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "opt_outs_client_id_line_number_pk" PRIMARY KEY("client_id","line","number")
);
--> statement-breakpoint
CREATE TABLE "text_media" (
	"client_id" integer NOT NULL,
	"text_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"url" text NOT NULL,
	"content_type" text NOT NULL,
	"file_key" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "text_media_client_id_text_id_place_pk" PRIMARY KEY("client_id","text_id","place")
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_sid" text NOT NULL,
	"line" text NOT NULL,
	"sender_kind" text NOT NULL,
	"sender" text,
	"contact_id" uuid,
	"body" text NOT NULL,
	"segments" integer NOT NULL,
	"media_count" integer NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"decision" jsonb,
	"disposition" text NOT NULL,
	"mattered_at" timestamp with time zone,
	CONSTRAINT "texts_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "exchange_bookmarks" (
	"list" text PRIMARY KEY NOT NULL,
	"read_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"error_code" text NOT NULL,
	"error_url" text,
	"call_sid" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unrouted_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"fields" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "acts" ADD CONSTRAINT "acts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_events" ADD CONSTRAINT "call_events_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availabilities" ADD CONSTRAINT "availabilities_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_numbers" ADD CONSTRAINT "contact_numbers_client_id_contact_id_contacts_client_id_id_fk" FOREIGN KEY ("client_id","contact_id") REFERENCES "public"."contacts"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "executives" ADD CONSTRAINT "executives_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expected_callers" ADD CONSTRAINT "expected_callers_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "lines_client_id_recipient_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","recipient_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reasons" ADD CONSTRAINT "reasons_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_client_id_recipient_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","recipient_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_media" ADD CONSTRAINT "text_media_client_id_text_id_texts_client_id_id_fk" FOREIGN KEY ("client_id","text_id") REFERENCES "public"."texts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "texts" ADD CONSTRAINT "texts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acts_subject" ON "acts" USING btree ("client_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "acts_at" ON "acts" USING btree ("client_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_arrived" ON "calls" USING btree ("client_id","arrived_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_caller" ON "calls" USING btree ("client_id","caller","arrived_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_to_conclude" ON "calls" USING btree ("conclude_at") WHERE conclude_at is not null;--> statement-breakpoint
CREATE INDEX "calls_dialling" ON "calls" USING btree ("client_id","line") WHERE dialled_at is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "recordings_due" ON "recordings" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "recordings_call" ON "recordings" USING btree ("client_id","call_id");--> statement-breakpoint
CREATE INDEX "contact_numbers_contact" ON "contact_numbers" USING btree ("client_id","contact_id");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "links_subject" ON "links" USING btree ("client_id","subject_id");--> statement-breakpoint
CREATE INDEX "messages_created" ON "messages" USING btree ("client_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "text_media_due" ON "text_media" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "texts_received" ON "texts" USING btree ("client_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "texts_sender" ON "texts" USING btree ("client_id","sender","received_at" DESC NULLS LAST);