import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { supportChats } from './support-chats.ts';

/** Words by which admins sort support chats; a label is there as long as a chat has it. */
export const supportLabels = pgTable(
  'support_labels',
  {
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => supportChats.conversationId),
    label: text().notNull(),
    /** That of the chat: the chats of a label are listed by it. */
    updatedAt: timestamp('updated_at', { withTimezone: true })
      .notNull()
      .default(sql`date_trunc('milliseconds', now())`),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.label] }),
    index('support_labels_label').on(t.label, t.updatedAt, t.conversationId),
  ],
);
