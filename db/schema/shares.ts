import { bigint, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';
import { users } from './users.ts';

/**
 * A conversation with the assistant that whoever has its link may read, as it was when it was shared. Without the row
 * the link leads nowhere.
 */
export const shares = pgTable(
  'shares',
  {
    conversationId: bigint('conversation_id', { mode: 'number' })
      .primaryKey()
      .references(() => conversations.id),
    /** As it is, since its owner is shown the link again. Whoever reads this table can read the messages anyway. */
    token: text().notNull(),
    userId: bigint('user_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    title: text(),
    /** The conversation's `last_seq` and `version` when it was shared. */
    seq: bigint({ mode: 'number' }).notNull(),
    version: bigint({ mode: 'number' }).notNull(),
    sharedAt: timestamp('shared_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex('shares_token_key').on(t.token)],
);
