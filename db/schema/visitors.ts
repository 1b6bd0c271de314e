import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { wordsOf } from './text-words.ts';
import { users } from './users.ts';

/** What is known of a user who came by the widget on somebody's site. */
export const visitors = pgTable(
  'visitors',
  {
    userId: bigint('user_id', { mode: 'number' })
      .primaryKey()
      .references(() => users.id),
    /** The origin of the site that they were last on. */
    site: text().notNull(),
    /** Who they are to the site, which has signed it; null for one that nobody knows. */
    externalId: text('external_id'),
    /** Where they may be reached; of one that nobody knows it is only what they wrote. */
    email: text(),
  },
  (t) => [
    uniqueIndex('visitors_external_id').on(t.externalId),
    index('visitors_words')
      .using('gin', wordsOf(t.email))
      .where(sql`${t.email} is not null`),
  ],
);
