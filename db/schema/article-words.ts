import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** The words of published articles as they are written, for what was misspelt. Words that are gone may stay. */
export const articleWords = pgTable(
  'article_words',
  { language: text().notNull(), word: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.language, t.word] }),
    index('article_words_likeness').on(t.language, sql`left(${t.word}, 1)`, sql`length(${t.word})`),
  ],
);
