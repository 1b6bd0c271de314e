import { sql } from 'drizzle-orm';
import type { Citation } from '#server/protocol/conversation.ts';
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
import { tsvector } from './text-words.ts';

/**
 * `seq` is contiguous in its conversation and the order for every reader. No foreign keys: the only statement that
 * inserts (send_messages) has just read and locked the rows that they would check (docs/decisions/004).
 */
export const messages = pgTable(
  'messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    conversationId: bigint('conversation_id', { mode: 'number' }).notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    /** The conversation's version at the last change of this row. */
    version: bigint({ mode: 'number' }).notNull(),
    senderId: bigint('sender_id', { mode: 'number' }).notNull(),
    /** The sender's name for this send; the server gives one where the client did not. */
    clientId: text('client_id').notNull(),
    kind: text({ enum: ['text', 'image', 'file', 'system'] }).notNull(),
    content: text().notNull(),
    /** The uploaded file that an `image` or `file` message shows. */
    fileId: uuid('file_id'),
    replyToId: bigint('reply_to_id', { mode: 'number' }),
    /** User ids by emoji; one row is all a reader needs (docs/decisions/005). */
    reactions: jsonb().$type<Record<string, number[]>>().notNull().default({}),
    /** Of an assistant's answer: one line of it, the path of its speech, whether another than the first provider gave it. */
    precis: text(),
    audioUrl: text('audio_url'),
    fallbackUsed: boolean('fallback_used').notNull().default(false),
    status: text({ enum: ['COMPLETED', 'FAILED', 'STOPPED', 'INTERRUPTED'] })
      .notNull()
      .default('COMPLETED'),
    /** The prompt that an answer answers. Several of one prompt are its versions. */
    promptId: bigint('prompt_id', { mode: 'number' }),
    /** The prompt that this one, edited, takes the place of: the conversation branches there. */
    replacesId: bigint('replaces_id', { mode: 'number' }),
    /** Who gave the answer: a provider's name, or the knowledge base. */
    provider: text(),
    model: text(),
    /** Why an answer failed: a code of the error table. */
    error: text(),
    /** Articles that the answer names as [1], [2] … */
    citations: jsonb().$type<Citation[]>(),
    /** Internal notes are for admins only. */
    visibility: text({ enum: ['public', 'internal'] })
      .notNull()
      .default('public'),
    /** What the desk finds it by (docs/decisions/026): in support chats, while it is not deleted; null elsewhere. */
    words: tsvector(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    editedAt: timestamp('edited_at', { withTimezone: true }),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [
    uniqueIndex('messages_conversation_seq_key').on(t.conversationId, t.seq),
    uniqueIndex('messages_client_id_key').on(t.senderId, t.clientId, t.conversationId),
    index('messages_conversation_version').on(t.conversationId, t.version),
    index('messages_prompt')
      .on(t.promptId)
      .where(sql`${t.promptId} is not null`),
    index('messages_file')
      .on(t.fileId)
      .where(sql`${t.fileId} is not null`),
    index('messages_speech')
      .on(t.audioUrl)
      .where(sql`${t.audioUrl} is not null`),
    index('messages_words')
      .using('gin', t.words)
      .where(sql`${t.words} is not null`)
      .with({ fastupdate: false }),
    check('messages_kind_check', sql`${t.kind} in ('text', 'image', 'file', 'system')`),
  ],
);
