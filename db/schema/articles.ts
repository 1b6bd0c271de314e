import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** The knowledge base: Markdown articles, drafts among them. What of them is searched is in `article_sections`. */
export const articles = pgTable(
  'articles',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    slug: text().notNull(),
    language: text({ enum: ['en', 'es'] }).notNull(),
    title: text().notNull(),
    body: text().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    /** As it came with the product. */
    shipped: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('articles_slug_key').on(t.slug, t.language),
    index('articles_title').on(t.title, t.id),
    check('articles_language_check', sql`${t.language} in ('en', 'es')`),
  ],
);

/**
 * What came with the product and was taken over, by a digest of its text: only what differs from that is new. It stays
 * when the article is changed or deleted, so that no start brings the article back.
 */
export const shippedArticles = pgTable(
  'shipped_articles',
  { slug: text().notNull(), language: text().notNull(), digest: text().notNull() },
  (t) => [primaryKey({ columns: [t.slug, t.language] })],
);
