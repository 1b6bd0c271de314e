import { z } from 'zod';
import { clientId, id, messageText, pageSize, timestamp } from './fields.ts';
import { person } from './identity.ts';

/** What admins tell each other about a support chat. No client, in no dialect, ever hears of it. */
export const supportNote = z.object({
  id,
  conversationId: id,
  author: person,
  content: z.string(),
  createdAt: timestamp,
});
export type SupportNote = z.infer<typeof supportNote>;

/** Commands of the hub on notes, all for admins. The client of a chat is never let in, an admin though they be. */
export const noteHubCommands = {
  /** A repeated `clientId` answers the first note. */
  'support.note': {
    input: z.object({ conversationId: id, content: messageText, clientId }),
    output: supportNote,
  },
  /** The latest, or those before a note; ascending. */
  'support.notes': {
    input: z.object({ conversationId: id, before: id.nullish(), limit: pageSize }),
    output: z.object({ notes: z.array(supportNote), hasMore: z.boolean() }),
  },
} as const;

/** Events of the hub on notes, for admins. */
export const noteHubEvents = { note: supportNote } as const;
