import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';
import { users } from './users.ts';

/** Who is in a conversation (`left_at` null) or was. `read_seq` is a pointer: unread = `last_seq` − `read_seq`. */
export const participants = pgTable(
  'participants',
  {
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversations.id),
    userId: bigint('user_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    role: text({ enum: ['owner', 'member'] })
      .notNull()
      .default('member'),
    readSeq: bigint('read_seq', { mode: 'number' }).notNull().default(0),
    /** The conversation's version at the last change of this row. */
    version: bigint({ mode: 'number' }).notNull().default(0),
    joinedAt: timestamp('joined_at', { withTimezone: true }).notNull().defaultNow(),
    leftAt: timestamp('left_at', { withTimezone: true }),
    /** Since when it stands on top of the user's own list; told to nobody else. */
    pinnedAt: timestamp('pinned_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index('participants_user')
      .on(t.userId)
      .where(sql`${t.leftAt} is null`),
    index('participants_pinned')
      .on(t.userId)
      .where(sql`${t.pinnedAt} is not null`),
    index('participants_left')
      .on(t.leftAt)
      .where(sql`${t.leftAt} is not null`),
  ],
);
