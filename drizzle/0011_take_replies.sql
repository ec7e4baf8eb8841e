CREATE TABLE "reply_addresses" (
	"client_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"executive_id" uuid NOT NULL,
	"message_id" uuid,
	"digest_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reply_addresses_client_id_token_hash_pk" PRIMARY KEY("client_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "mail_subject" text;--> statement-breakpoint
ALTER TABLE "reply_addresses" ADD CONSTRAINT "reply_addresses_client_id_executive_id_executives_client_id_id_fk" FOREIGN KEY ("client_id","executive_id") REFERENCES "public"."executives"("client_id","id") ON DELETE no action ON UPDATE no action;