import { z } from 'zod';
import { id } from './fields.ts';

/** A person takes over from the assistant: commands of the hub on one's own conversation with it. */

const inConversation = z.object({ conversationId: id });

export const handOffCommands = {
  /**
   * Opens a support chat with what was said so far, or answers the one that is open. From then on the assistant is silent
   * in the conversation (`handedTo`), but for what names it.
   */
  'assistant.handOff': {
    input: inConversation,
    /** The support chat. */
    output: z.object({ conversationId: id, created: z.boolean() }),
  },
  /** The assistant answers again. The support chat stays as it is. */
  'assistant.askBack': { input: inConversation, output: z.object({}) },
} as const;
