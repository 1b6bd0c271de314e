import { z } from 'zod';
import { id, line } from './fields.ts';
import { limits } from './limits.ts';

/** A word by which admins sort support chats. Written in small letters, it is one however it was typed. */
export const supportLabel = line(limits.label).toLowerCase();

const labels = z.object({ labels: z.array(z.string()) });

/** Commands of the hub on labels, all for admins. */
export const labelHubCommands = {
  /** Puts a label on a chat, or takes it off; either twice changes nothing. */
  'support.label': {
    input: z.object({ conversationId: id, label: supportLabel, on: z.boolean() }),
    output: labels,
  },
  /** Every label that a chat has. */
  'support.labels': { input: z.object({}), output: labels },
} as const;

/** Events of the hub for admins: something about a chat that they alone see is another. */
export const labelHubEvents = { desk: z.object({ conversationId: id }) } as const;
