import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { users } from './users.ts';

/** What was changed about the desk, a row each, never changed itself (docs/decisions/025). */
export const auditLog = pgTable('audit_log', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true })
    .notNull()
    .default(sql`date_trunc('milliseconds', clock_timestamp())`),
  actorId: bigint('actor_id', { mode: 'number' })
    .notNull()
    .references(() => users.id),
  action: text().notNull(),
  /** What it was done to, by the name that it had then. */
  subject: text().notNull(),
  /** The fields that a change touched. */
  changes: text().array().notNull(),
});
