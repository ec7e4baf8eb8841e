CREATE TABLE "alerts" (
	"client_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"step" text NOT NULL,
	"on_call_rank" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "alerts_client_id_message_id_executive_id_pk" PRIMARY KEY("client_id","message_id","executive_id")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"via" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"done" jsonb NOT NULL,
	"echo" text,
	"mail_id" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "answers_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "line_numbers" (
	"person" text NOT NULL,
	"number" integer NOT NULL,
	"client_id" integer NOT NULL,
	"executive_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "line_numbers_person_number_pk" PRIMARY KEY("person","number")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"counts" jsonb DEFAULT '{"forwarded":0,"discarded":0}'::jsonb NOT NULL,
	"composed_at" timestamp with time zone,
	"epoch" integer DEFAULT 0 NOT NULL,
	"enqueued_at" timestamp with time zone,
	CONSTRAINT "digests_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "digests_once" UNIQUE("client_id","executive_id","due_at")
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"client_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"executive_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"via" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "acknowledgements_client_id_message_id_executive_id_pk" PRIMARY KEY("client_id","message_id","executive_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "notices_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_once";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "revision" SET DEFAULT 1;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "executive_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "away_phrase" text;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "tells_callers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "executives" ADD COLUMN "folder_choices" jsonb;--> statement-breakpoint
ALTER TABLE "lines" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "lines" ADD COLUMN "receives_texts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "kind" text DEFAULT 'message' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "answer_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "notice_id" uuid;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "repeat" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_due" ON "alerts" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "answers_received" ON "answers" USING btree ("client_id","executive_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "line_numbers_subject" ON "line_numbers" USING btree ("client_id","subject_id","executive_id");--> statement-breakpoint
CREATE INDEX "digests_to_compose" ON "digests" USING btree ("due_at") WHERE state = 'due';--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_digest_id_digests_client_id_id_fk" FOREIGN KEY ("client_id","digest_id") REFERENCES "public"."digests"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_answer_id_answers_client_id_id_fk" FOREIGN KEY ("client_id","answer_id") REFERENCES "public"."answers"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_client_id_notice_id_notices_client_id_id_fk" FOREIGN KEY ("client_id","notice_id") REFERENCES "public"."notices"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_message" ON "deliveries" USING btree ("client_id","message_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_once" UNIQUE("client_id","message_id","revision","executive_id","channel","repeat");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_one_subject" CHECK (num_nonnulls(message_id, digest_id, answer_id, notice_id) = 1);--> statement-breakpoint
UPDATE "executives" SET "choices" = '{"ordinaryWhen": "atOnce", "digest": {"times": {"mon": ["18:00"], "tue": ["18:00"], "wed": ["18:00"], "thu": ["18:00"], "fri": ["18:00"]}, "channels": ["email"], "onlyWhenSomething": true}, "quietHours": null, "acknowledgeMinutes": 10, "timeZone": null}'::jsonb || "choices";--> statement-breakpoint
UPDATE "executives" SET "folder_choices" = "choices";
