CREATE TABLE "article_sections" (
	"article_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"language" text NOT NULL,
	"anchor" text,
	"heading" text,
	"body" text NOT NULL,
	"plain" text NOT NULL,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "article_sections_article_id_position_pk" PRIMARY KEY("article_id","position")
);
--> statement-breakpoint
CREATE TABLE "article_words" (
	"language" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "article_words_language_word_pk" PRIMARY KEY("language","word")
);
--> statement-breakpoint
CREATE TABLE "shipped_articles" (
	"slug" text NOT NULL,
	"language" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "shipped_articles_slug_language_pk" PRIMARY KEY("slug","language")
);
--> statement-breakpoint
DROP INDEX "articles_search";--> statement-breakpoint
DROP INDEX "articles_slug_key";--> statement-breakpoint
ALTER TABLE "articles" ALTER COLUMN "language" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "shipped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "article_sections" ADD CONSTRAINT "article_sections_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_sections_search" ON "article_sections" USING gin ("search");--> statement-breakpoint
CREATE INDEX "article_words_likeness" ON "article_words" USING btree ("language",left("word", 1),length("word"));--> statement-breakpoint
CREATE INDEX "articles_title" ON "articles" USING btree ("title","id");--> statement-breakpoint
CREATE UNIQUE INDEX "articles_slug_key" ON "articles" USING btree ("slug","language");--> statement-breakpoint
ALTER TABLE "articles" DROP COLUMN "search";--> statement-breakpoint
UPDATE "articles" SET "language" = CASE "language" WHEN 'spanish' THEN 'es' ELSE 'en' END;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_language_check" CHECK ("articles"."language" in ('en', 'es'));