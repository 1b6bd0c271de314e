import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';
import { tsvector } from './text-words.ts';
import { users } from './users.ts';

/** What a conversation of kind `support` has besides: its client, its owner, and how far it is. */
export const supportChats = pgTable(
  'support_chats',
  {
    conversationId: bigint('conversation_id', { mode: 'number' })
      .primaryKey()
      .references(() => conversations.id),
    clientId: bigint('client_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** The admin who owns it; null while nobody has claimed it. */
    adminId: bigint('admin_id', { mode: 'number' }).references(() => users.id),
    status: text({ enum: ['PENDING', 'ACTIVE', 'CLOSED'] })
      .notNull()
      .default('PENDING'),
    /** Compare-and-set: each change of status or owner takes the next. */
    version: bigint({ mode: 'number' }).notNull().default(1),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().defaultNow(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    /** Since it was opened, or reopened. */
    firstReplyAt: timestamp('first_reply_at', { withTimezone: true }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    updatedAt: timestamp('updated_at', { withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', now())`),
    /** Set while it is put aside at the desk (docs/decisions/021); of no concern to its client. */
    snoozedAt: timestamp('snoozed_at', { withTimezone: true }),
    /** When it wakes; null: when its client writes. */
    snoozedUntil: timestamp('snoozed_until', { withTimezone: true }),
    /** The place of the last warning that the chat will be closed by itself, and when it was said (docs/decisions/027). */
    warnedSeq: bigint('warned_seq', { mode: 'number' }),
    warnedAt: timestamp('warned_at', { withTimezone: true }),
    /** When the client was last told by itself that the desk is closed. */
    awayToldAt: timestamp('away_told_at', { withTimezone: true }),
    /** Those of the conversation's title, which no support chat changes. */
    subjectWords: tsvector('subject_words'),
    rating: smallint(),
    ratingComment: text('rating_comment'),
  },
  (t) => [
    index('support_chats_status').on(t.status, t.updatedAt, t.conversationId),
    index('support_chats_updated').on(t.updatedAt, t.conversationId),
    index('support_chats_client').on(t.clientId, t.updatedAt),
    index('support_chats_admin').on(t.adminId, t.updatedAt),
    index('support_chats_snoozed')
      .on(t.updatedAt, t.conversationId)
      .where(sql`${t.snoozedAt} is not null`),
    index('support_chats_due')
      .on(t.snoozedUntil)
      .where(sql`${t.snoozedUntil} is not null`),
    index('support_chats_subject').using('gin', t.subjectWords),
    check('support_chats_status_check', sql`${t.status} in ('PENDING', 'ACTIVE', 'CLOSED')`),
    check('support_chats_rating_check', sql`${t.rating} between 1 and 5`),
  ],
);
