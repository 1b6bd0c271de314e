import { z } from 'zod';
import { citation } from './conversation.ts';
import { count, id } from './fields.ts';

/** Replies that are proposed to admins; an admin edits and sends them, or does not. */
export const draftHubCommands = {
  /** Admins: what the client's latest message may be answered with. Nobody but the asker sees it, and it is kept nowhere. */
  'support.draft': {
    input: z.object({ conversationId: id }),
    output: z.object({
      /** Markdown without marks of citations. */
      content: z.string(),
      /** The articles that it was taken from. */
      citations: z.array(citation),
      /** The last message that was known. */
      seq: count,
    }),
  },
} as const;
