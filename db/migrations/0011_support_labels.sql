CREATE TABLE "support_labels" (
	"conversation_id" bigint NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "support_labels_conversation_id_label_pk" PRIMARY KEY("conversation_id","label")
);
--> statement-breakpoint
ALTER TABLE "support_labels" ADD CONSTRAINT "support_labels_conversation_id_support_chats_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."support_chats"("conversation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "support_labels_label" ON "support_labels" USING btree ("label","conversation_id");