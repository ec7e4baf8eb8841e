CREATE TABLE "hand_over_items" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"hand_over_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"to_id" uuid,
	CONSTRAINT "hand_over_items_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "hand_over_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"client_id" integer,
	"body" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"hand_over_id" uuid
);
--> statement-breakpoint
CREATE TABLE "hand_overs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by_id" uuid
);
--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_hand_over_id_hand_overs_id_fk" FOREIGN KEY ("hand_over_id") REFERENCES "public"."hand_overs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_items" ADD CONSTRAINT "hand_over_items_to_id_secretaries_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_notes" ADD CONSTRAINT "hand_over_notes_author_id_secretaries_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_notes" ADD CONSTRAINT "hand_over_notes_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_notes" ADD CONSTRAINT "hand_over_notes_hand_over_id_hand_overs_id_fk" FOREIGN KEY ("hand_over_id") REFERENCES "public"."hand_overs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_from_id_secretaries_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_to_id_secretaries_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_seen_by_id_secretaries_id_fk" FOREIGN KEY ("seen_by_id") REFERENCES "public"."secretaries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_over_items_of" ON "hand_over_items" USING btree ("hand_over_id");--> statement-breakpoint
CREATE INDEX "hand_over_notes_of" ON "hand_over_notes" USING btree ("author_id","hand_over_id");--> statement-breakpoint
CREATE INDEX "hand_over_notes_in" ON "hand_over_notes" USING btree ("hand_over_id");--> statement-breakpoint
CREATE INDEX "hand_overs_unseen" ON "hand_overs" USING btree ("to_id","at") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "shifts_to_hand_over" ON "shifts" USING btree ("ends_at") WHERE handed_over_at is null;