import { sql } from 'drizzle-orm';
import { bigint, boolean, check, jsonb, pgTable } from 'drizzle-orm/pg-core';

/** How the desk works: one row, or none until somebody has set it. */
export const supportSettings = pgTable(
  'support_settings',
  {
    only: boolean().primaryKey().default(true),
    /** A `SupportSettings`. */
    settings: jsonb().notNull(),
    /** Compare-and-set: each change takes the next. */
    version: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [check('support_settings_one', sql`${t.only}`)],
);
