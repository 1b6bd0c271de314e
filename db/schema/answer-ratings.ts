import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { users } from './users.ts';

/** Thumbs up or down of a user for an answer of the assistant. */
export const answerRatings = pgTable(
  'answer_ratings',
  {
    /** No foreign key: messages are never deleted. */
    messageId: bigint('message_id', { mode: 'number' }).notNull(),
    userId: bigint('user_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    rating: text({ enum: ['up', 'down'] }).notNull(),
    reason: text(),
    ratedAt: timestamp('rated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.userId] })],
);
