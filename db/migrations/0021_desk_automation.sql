ALTER TABLE "support_chats" ADD COLUMN "warned_seq" bigint;--> statement-breakpoint
ALTER TABLE "support_chats" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "support_chats" ADD COLUMN "away_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "available" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "assigned_at" timestamp with time zone;