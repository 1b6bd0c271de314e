import { z } from 'zod';
import { supportStatus } from './conversation.ts';
import { id, pageSize, plainText, timestamp } from './fields.ts';
import { person } from './identity.ts';
import { limits } from './limits.ts';

/** Why a chat was closed. */
export const closeReason = z.enum(['solved', 'no_answer', 'duplicate', 'spam', 'other']);
export type CloseReason = z.infer<typeof closeReason>;

/** What may be said of a closing. Admins alone read it. */
export const closing = {
  reason: closeReason.nullish(),
  text: plainText(limits.closeText).nullish(),
} as const;

/** What happens to a support chat. `replied`: an admin answered for the first time since it was opened or reopened. */
const chatEventKind = z.enum([
  'opened',
  'claimed',
  'assigned',
  'released',
  'closed',
  'reopened',
  'replied',
  'rated',
  'snoozed',
  'woken',
  'labelled',
  'unlabelled',
]);

/** One event of a chat's life, as admins read it (docs/decisions/021). */
export const chatEvent = z.object({
  id,
  kind: chatEventKind,
  /** Who did it; null for what happened by itself, and where it is not known any more. */
  actor: person.nullable(),
  at: timestamp,
  /** Before it; null of `opened`. */
  fromStatus: supportStatus.nullable(),
  toStatus: supportStatus,
  /** Whose the chat was, and whose it is. */
  fromOwner: person.nullable(),
  toOwner: person.nullable(),
  details: z.object({
    /** Of `closed`. */
    reason: closeReason.optional(),
    text: z.string().optional(),
    /** Of `assigned`: the note that was written with it. */
    noteId: id.optional(),
    /** Of `replied`, and of `woken` by the client's message: which it is. */
    messageId: id.optional(),
    /** Of `rated`. */
    rating: z.int().optional(),
    /** Of `snoozed`; null: until the client writes. */
    until: timestamp.nullish(),
    /** Of `labelled` and `unlabelled`. */
    label: z.string().optional(),
  }),
});
export type ChatEvent = z.infer<typeof chatEvent>;

/** Commands of the hub on what happened to chats, for admins. The client of a chat is never let in, an admin though they be. */
export const eventHubCommands = {
  /** The latest, or those before an event; ascending. */
  'support.history': {
    input: z.object({ conversationId: id, before: id.nullish(), limit: pageSize }),
    output: z.object({ events: z.array(chatEvent), hasMore: z.boolean() }),
  },
} as const;
