CREATE TABLE "call_handlings" (
	"client_id" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"secretary_id" uuid NOT NULL,
	"given_by_id" uuid,
	"taken_at" timestamp with time zone NOT NULL,
	"reason_key" text,
	"reason_version" integer,
	"note" text,
	"wrapped_up_at" timestamp with time zone,
	CONSTRAINT "call_handlings_client_id_call_id_pk" PRIMARY KEY("client_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "instruction_readings" (
	"client_id" integer NOT NULL,
	"instruction_id" uuid NOT NULL,
	"secretary_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "instruction_readings_client_id_instruction_id_secretary_id_pk" PRIMARY KEY("client_id","instruction_id","secretary_id")
);
--> statement-breakpoint
CREATE TABLE "message_revisions" (
	"client_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"content" jsonb NOT NULL,
	"author_id" uuid,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_revisions_client_id_message_id_revision_pk" PRIMARY KEY("client_id","message_id","revision")
);
--> statement-breakpoint
CREATE TABLE "slip_drafts" (
	"client_id" integer NOT NULL,
	"source_id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"secretary_id" uuid NOT NULL,
	"fields" jsonb NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slip_drafts_client_id_source_id_pk" PRIMARY KEY("client_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "rule_drafts" (
	"client_id" integer PRIMARY KEY NOT NULL,
	"rule_set" jsonb NOT NULL,
	"based_on" integer NOT NULL,
	"secretary_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"secretary_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"client_id" integer NOT NULL,
	"secretary_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "assignments_client_id_secretary_id_pk" PRIMARY KEY("client_id","secretary_id")
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"secretary_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"secretary_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"address" text,
	"device" text,
	CONSTRAINT "sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"subject" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "direction" text DEFAULT 'inbound' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "logged_by_id" uuid;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "slip_fields" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "slip_templates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "unbilled_outcomes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "state" text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "state_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "tested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "instructions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "instructions" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reasons" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "callback_number" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "company" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "wish" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "wish_when" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "author_id" uuid;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD COLUMN "published_by_id" uuid;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "all_clients" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "password_hash" text;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "totp_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "totp_step" integer;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "single_keys" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "secretaries" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "taken_by_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "done_by_id" uuid;--> statement-breakpoint
ALTER TABLE "call_handlings" ADD CONSTRAINT "call_handlings_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instruction_readings" ADD CONSTRAINT "instruction_readings_instruction" FOREIGN KEY ("client_id","instruction_id") REFERENCES "public"."instructions"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_revisions" ADD CONSTRAINT "message_revisions_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slip_drafts" ADD CONSTRAINT "slip_drafts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_drafts" ADD CONSTRAINT "rule_drafts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_events" ADD CONSTRAINT "account_events_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_secretary_id_secretaries_id_fk" FOREIGN KEY ("secretary_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_handlings_secretary" ON "call_handlings" USING btree ("secretary_id","taken_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "account_events_secretary" ON "account_events" USING btree ("secretary_id","at");--> statement-breakpoint
CREATE INDEX "assignments_secretary" ON "assignments" USING btree ("secretary_id");--> statement-breakpoint
CREATE INDEX "sessions_secretary" ON "sessions" USING btree ("secretary_id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("client_id","created_at") WHERE done_at is null;