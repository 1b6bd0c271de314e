import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { users } from './users.ts';

/**
 * One row a conversation of any kind. `last_seq` and `version` move with every send, so nothing that moves is indexed:
 * the update stays within the page (HOT).
 */
export const conversations = pgTable(
  'conversations',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    uuid: uuid().notNull().defaultRandom(),
    kind: text({ enum: ['direct', 'group', 'assistant', 'support'] }).notNull(),
    title: text(),
    summary: text(),
    /** `<lower id>:<higher id>` of a direct conversation, `<creator>/<client id>` of a group: what makes a creation unique. */
    uniqueKey: text('unique_key'),
    /** The support chat in which a person answers instead of the assistant. */
    handedTo: bigint('handed_to', { mode: 'number' }),
    createdBy: bigint('created_by', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** Whole milliseconds, since it is part of the list's cursor. */
    activeAt: timestamp('active_at', { withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', now())`),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    /** Counts every change; the row that changed carries the number of its last change. */
    version: bigint({ mode: 'number' }).notNull().default(0),
    /** The version at which a field of this row itself (the title) changed last. */
    headerVersion: bigint('header_version', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    uniqueIndex('conversations_uuid_key').on(t.uuid),
    uniqueIndex('conversations_unique_key').on(t.uniqueKey),
    check('conversations_kind_check', sql`${t.kind} in ('direct', 'group', 'assistant', 'support')`),
  ],
);
