import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { supportChats } from './support-chats.ts';
import { users } from './users.ts';

/**
 * What happened to support chats, a row each, stored with the change itself and never changed (docs/decisions/021). Only
 * admins read them.
 */
export const supportEvents = pgTable(
  'support_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => supportChats.conversationId),
    /** Null for what happened by itself, and where it is not known any more. */
    actorId: bigint('actor_id', { mode: 'number' }).references(() => users.id),
    kind: text().notNull(),
    at: timestamp({ withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', clock_timestamp())`),
    /** Null of `opened`. */
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    fromAdminId: bigint('from_admin_id', { mode: 'number' }).references(() => users.id),
    toAdminId: bigint('to_admin_id', { mode: 'number' }).references(() => users.id),
    details: jsonb()
      .notNull()
      .default(sql`'{}'`),
  },
  (t) => [
    index('support_events_conversation').on(t.conversationId, t.id),
    index('support_events_kind').on(t.kind, t.at),
  ],
);
