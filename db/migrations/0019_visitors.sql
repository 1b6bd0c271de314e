CREATE TABLE "visitors" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"site" text NOT NULL,
	"external_id" text,
	"email" text
);
--> statement-breakpoint
DROP INDEX "users_words";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "visitor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visitors_external_id" ON "visitors" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "users_words" ON "users" USING gin (to_tsvector('simple', "name" || ' ' || translate("username", '._-', '   '))) WHERE not "users"."visitor";