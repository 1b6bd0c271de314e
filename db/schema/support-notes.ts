import { bigint, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { conversations } from './conversations.ts';
import { wordsOf } from './text-words.ts';
import { users } from './users.ts';

/**
 * What admins tell each other about a support chat. Not messages: nothing that a client reads ever touches this table
 * (docs/decisions/016).
 */
export const supportNotes = pgTable(
  'support_notes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conversationId: bigint('conversation_id', { mode: 'number' })
      .notNull()
      .references(() => conversations.id),
    authorId: bigint('author_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** The author's name for it: a repetition is the same note. */
    clientId: text('client_id').notNull(),
    content: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('support_notes_conversation').on(t.conversationId, t.id),
    index('support_notes_words').using('gin', wordsOf(t.content)),
    uniqueIndex('support_notes_client_id_key').on(t.authorId, t.conversationId, t.clientId),
  ],
);
