CREATE TABLE "contact_imports" (
	"client_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"secretary_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"content" text NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "contact_imports_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
CREATE TABLE "former_clients" (
	"former_id" integer PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"ended_by_id" uuid,
	"exported_at" timestamp with time zone,
	"purged_at" timestamp with time zone NOT NULL,
	"rows" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE no action ON UPDATE no action;