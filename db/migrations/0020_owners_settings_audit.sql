CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"actor_id" bigint NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"changes" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_settings" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"settings" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "support_settings_one" CHECK ("support_settings"."only")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "owner" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_admins" ON "users" USING btree ("id") WHERE "users"."role" = 'ADMIN';--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_owner_check" CHECK (not "users"."owner" or "users"."role" = 'ADMIN');--> statement-breakpoint
-- Somebody has to keep the desk that there is: whoever is an admin longest.
UPDATE "users" SET "owner" = true WHERE "id" = (
	SELECT min("id") FROM "users" WHERE "role" = 'ADMIN' AND "disabled_at" IS NULL
);
