import { sql } from 'drizzle-orm';
import { bigint, boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Addresses that are told what happens to support chats (docs/decisions/022). */
export const webhooks = pgTable(
  'webhooks',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    url: text().notNull(),
    /** `whsec_` and the key in base64; shown once, to who made it. */
    secret: text().notNull(),
    /** Of which events it is told. */
    events: text().array().notNull(),
    enabled: boolean().notNull().default(true),
    createdAt: timestamp('created_at', { withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', now())`),
  },
  (t) => [
    index('webhooks_enabled')
      .on(t.id)
      .where(sql`${t.enabled}`),
  ],
);
