import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Citation } from '#server/protocol/conversation.ts';
import { conversations } from './conversations.ts';
import { users } from './users.ts';

/**
 * The making of one answer. It belongs to a server (`owner`), which says now and then that it is still at it (`beat_at`)
 * and how far the text has come; one whose server has gone is found by its silence.
 */
export const runs = pgTable(
  'runs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversations.id),
    /** The message that is answered. */
    promptId: bigint('prompt_id', { mode: 'number' }).notNull(),
    askerId: bigint('asker_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** The asker's name for a run that was asked for by itself: makes a repeat the same run. */
    clientId: text('client_id'),
    /** The answer that this one goes on from. */
    continuesId: bigint('continues_id', { mode: 'number' }),
    state: text({ enum: ['QUEUED', 'RUNNING', 'COMPLETED', 'STOPPED', 'FAILED', 'INTERRUPTED'] })
      .notNull()
      .default('QUEUED'),
    /** Somebody wants it to end: whoever runs it, or comes to, sees to that. */
    stopping: boolean().notNull().default(false),
    /** The text so far, a second old at most; of an ended run all of it. */
    content: text().notNull().default(''),
    provider: text(),
    model: text(),
    fallbackUsed: boolean('fallback_used').notNull().default(false),
    citations: jsonb().$type<Citation[]>(),
    /** Why it failed: a code of the error table. */
    error: text(),
    /** The instance that runs it. */
    owner: uuid(),
    beatAt: timestamp('beat_at', { withTimezone: true }),
    /** The answer, once it is stored. */
    messageId: bigint('message_id', { mode: 'number' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (t) => [
    index('runs_conversation').on(t.conversationId, t.id),
    // Runs of a conversation go one at a time.
    uniqueIndex('runs_running_key')
      .on(t.conversationId)
      .where(sql`${t.state} = 'RUNNING'`),
    uniqueIndex('runs_client_id_key')
      .on(t.askerId, t.clientId)
      .where(sql`${t.clientId} is not null`),
    index('runs_prompt').on(t.promptId),
    index('runs_asker').on(t.askerId, t.createdAt),
    index('runs_unfinished')
      .on(t.beatAt)
      .where(sql`${t.state} in ('QUEUED', 'RUNNING')`),
    check(
      'runs_state_check',
      sql`${t.state} in ('QUEUED', 'RUNNING', 'COMPLETED', 'STOPPED', 'FAILED', 'INTERRUPTED')`,
    ),
  ],
);
