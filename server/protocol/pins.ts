import { z } from 'zod';
import { summary } from './conversation.ts';
import { id } from './fields.ts';

/** Conversations with the assistant that a user keeps on top of their list, as the hub names them. */

export const pinCommands = {
  /** Pins a conversation, or unpins it; either twice changes nothing. */
  'pin.set': { input: z.object({ conversationId: id, on: z.boolean() }), output: z.object({}) },
  /** All of them, the latest first. */
  'pin.list': { input: z.object({}), output: z.object({ items: z.array(summary) }) },
} as const;

/** What the user has pinned is another: ask `pin.list`. */
export const pinEvents = { pins: z.object({}) } as const;
