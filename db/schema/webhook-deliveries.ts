import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * The outbox of webhooks: what each is to be told, written with what it tells of (docs/decisions/022). It keeps no text of
 * a message, only which message it is. No foreign keys: a webhook that is deleted must not make a send fail.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    /** The order in which things happened to a chat. */
    place: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** What the receiver knows it by, however often it is sent. */
    id: uuid().notNull().unique().defaultRandom(),
    webhookId: bigint('webhook_id', { mode: 'number' }).notNull(),
    event: text().notNull(),
    /** Null of `test`. */
    conversationId: bigint('conversation_id', { mode: 'number' }),
    /** Of `message`. */
    messageId: bigint('message_id', { mode: 'number' }),
    /** Who did it. */
    actorId: bigint('actor_id', { mode: 'number' }),
    /** How the chat stood then, as the payload has it. */
    facts: jsonb()
      .notNull()
      .default(sql`'{}'`),
    at: timestamp({ withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', clock_timestamp())`),
    state: text({ enum: ['pending', 'delivered', 'failed'] })
      .notNull()
      .default('pending'),
    /** How often it was begun; also tells whose turn it is. */
    attempts: integer().notNull().default(0),
    /** Of a pending one: when it is due; while it is being sent, when others may take it to be lost. */
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    deliveredAt: timestamp('delivered_at', { withTimezone: true }),
    /** An admin asked for it once more: it is tried once, and nothing waits for it. */
    again: boolean().notNull().default(false),
  },
  (t) => [
    index('webhook_deliveries_log').on(t.webhookId, t.place),
    index('webhook_deliveries_due')
      .on(t.webhookId, t.nextAttemptAt)
      .where(sql`${t.state} = 'pending'`),
    // Events of one chat go one after the other.
    index('webhook_deliveries_chat')
      .on(t.webhookId, t.conversationId, t.place)
      .where(sql`${t.state} = 'pending'`),
    index('webhook_deliveries_old')
      .on(t.at)
      .where(sql`${t.state} <> 'pending'`),
    check('webhook_deliveries_state_check', sql`${t.state} in ('pending', 'delivered', 'failed')`),
  ],
);
