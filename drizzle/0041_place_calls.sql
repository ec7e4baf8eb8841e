CREATE TABLE "business_contacts" (
	"client_id" integer NOT NULL,
	"contact_id" uuid NOT NULL,
	"noted_by_id" uuid NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "business_contacts_client_id_contact_id_pk" PRIMARY KEY("client_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "contact_consents" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"given_by" text NOT NULL,
	"given_on" text NOT NULL,
	"how" text NOT NULL,
	"noted_by_id" uuid NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by_id" uuid,
	CONSTRAINT "contact_consents_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "outgoing_calls" (
	"client_id" integer NOT NULL,
	"call_id" uuid NOT NULL,
	"placed_by_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"slip_id" uuid,
	"callback_id" uuid,
	"leg_id" uuid NOT NULL,
	"talk_limit_seconds" integer NOT NULL,
	"dialled_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "outgoing_calls_client_id_call_id_pk" PRIMARY KEY("client_id","call_id")
);
--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "outgoing" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "business_contacts" ADD CONSTRAINT "business_contacts_client_id_contact_id_contacts_client_id_id_fk" FOREIGN KEY ("client_id","contact_id") REFERENCES "public"."contacts"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_consents" ADD CONSTRAINT "contact_consents_client_id_contact_id_contacts_client_id_id_fk" FOREIGN KEY ("client_id","contact_id") REFERENCES "public"."contacts"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_calls" ADD CONSTRAINT "outgoing_calls_client_id_call_id_calls_client_id_id_fk" FOREIGN KEY ("client_id","call_id") REFERENCES "public"."calls"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_consents_contact" ON "contact_consents" USING btree ("client_id","contact_id");--> statement-breakpoint
CREATE INDEX "calls_outbound" ON "calls" USING btree ("client_id","arrived_at") WHERE direction = 'outbound';