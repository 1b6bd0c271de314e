DROP INDEX "support_labels_label";--> statement-breakpoint
ALTER TABLE "support_labels" ADD COLUMN "updated_at" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL;--> statement-breakpoint
UPDATE "support_labels" l SET "updated_at" = s."updated_at" FROM "support_chats" s WHERE s."conversation_id" = l."conversation_id";--> statement-breakpoint
CREATE INDEX "support_labels_label" ON "support_labels" USING btree ("label","updated_at","conversation_id");