CREATE TABLE "callback_attempts" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"callback_id" uuid NOT NULL,
	"call_id" uuid,
	"secretary_id" uuid NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"note" text,
	CONSTRAINT "callback_attempts_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "callback_wishes" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"callback_id" uuid NOT NULL,
	"key" text NOT NULL,
	"source" text NOT NULL,
	"why" text,
	"executive_id" uuid,
	"secretary_id" uuid,
	"call_id" uuid,
	"message_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "callback_wishes_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "callback_wishes_once" UNIQUE("client_id","key")
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"number" text,
	"name" text,
	"contact_id" uuid,
	"priority" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"overdue_at" timestamp with time zone NOT NULL,
	"raised_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"taken_by_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_id" uuid,
	"end_reason" text,
	"end_note" text,
	"reopened" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "callbacks_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_client_id_callback_id_callbacks_client_id_id_fk" FOREIGN KEY ("client_id","callback_id") REFERENCES "public"."callbacks"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_attempts" ADD CONSTRAINT "callback_attempts_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_wishes" ADD CONSTRAINT "callback_wishes_client_id_callback_id_callbacks_client_id_id_fk" FOREIGN KEY ("client_id","callback_id") REFERENCES "public"."callbacks"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_wishes" ADD CONSTRAINT "callback_wishes_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_wishes" ADD CONSTRAINT "callback_wishes_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callback_wishes" ADD CONSTRAINT "callback_wishes_client_id_message_id_messages_client_id_id_fk" FOREIGN KEY ("client_id","message_id") REFERENCES "public"."messages"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "callback_attempts_under_way" ON "callback_attempts" USING btree ("client_id","callback_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "callback_attempts_call" ON "callback_attempts" USING btree ("client_id","call_id");--> statement-breakpoint
CREATE INDEX "callback_attempts_of" ON "callback_attempts" USING btree ("client_id","callback_id","begun_at");--> statement-breakpoint
CREATE INDEX "callback_attempts_lost" ON "callback_attempts" USING btree ("begun_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "callback_wishes_of" ON "callback_wishes" USING btree ("client_id","callback_id");--> statement-breakpoint
CREATE INDEX "callback_wishes_hers" ON "callback_wishes" USING btree ("client_id","executive_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_one_open" ON "callbacks" USING btree ("client_id","number") WHERE state in ('open', 'undecided');--> statement-breakpoint
CREATE INDEX "callbacks_due" ON "callbacks" USING btree ("client_id","due_at") WHERE state in ('open', 'undecided');--> statement-breakpoint
CREATE INDEX "callbacks_overdue" ON "callbacks" USING btree ("overdue_at") WHERE state in ('open', 'undecided') and raised_at is null;--> statement-breakpoint
CREATE INDEX "callbacks_taken" ON "callbacks" USING btree ("taken_by_id") WHERE state in ('open', 'undecided');--> statement-breakpoint
CREATE INDEX "callbacks_ended" ON "callbacks" USING btree ("client_id","ended_at" DESC NULLS LAST) WHERE ended_at is not null;