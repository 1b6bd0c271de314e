import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { articles } from './articles.ts';
import { tsvector } from './text-words.ts';

/** The index of passages: the sections of published articles. */
export const articleSections = pgTable(
  'article_sections',
  {
    articleId: bigint('article_id', { mode: 'number' })
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    language: text({ enum: ['en', 'es'] }).notNull(),
    /** Null for the beginning, and so is the heading. */
    anchor: text(),
    heading: text(),
    /** Markdown. */
    body: text().notNull(),
    /** The body as one reads it. */
    plain: text().notNull(),
    /** Stems in the section's language; the article's title weighs A, the heading B, the text D. */
    search: tsvector().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.position] }),
    index('article_sections_search').using('gin', t.search),
  ],
);
