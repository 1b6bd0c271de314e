import { z } from 'zod';
import { flag, integer, needsFile, sendFields } from './class-validator.ts';
import { id } from './fields.ts';
import { restMessage } from './rest.ts';

/** The `conversations` dialect (protocols/conversations.md and README, "conversations"). */

/** Its Socket.IO namespace. */
export const CONVERSATIONS_NAMESPACE = '/chat';

const conversationId = integer('conversationId');
const userId = integer('userId');

/** `Client → Server Events`. */
export const conversationsCommands = {
  'send-message': z
    .object({ sender_id: integer('sender_id'), conversation_id: integer('conversation_id'), ...sendFields })
    .superRefine(needsFile),
  'join-conversation': z.object({ conversationId, userId }),
  'leave-conversation': z.object({ conversationId }),
  typing: z.object({ conversationId, userId, isTyping: flag('isTyping') }),
} as const;

export type ConversationsCommand = keyof typeof conversationsCommands;
export type ConversationsInput<C extends ConversationsCommand> = z.output<(typeof conversationsCommands)[C]>;

const joined = z.object({ conversationId: id, success: z.literal(true) });
const online = z.object({ userId: id });

/** `Server → Client Events`. */
export const conversationsEvents = {
  'receive-message': restMessage,
  'message-sent': restMessage,
  'message-error': z.object({ error: z.string() }),
  'joined-conversation': joined,
  'user-typing': z.object({ conversationId: id, userId: id, isTyping: z.boolean() }),
  'user:online': online,
  'user:offline': online,
  error: z.object({ message: z.string().meta({ examples: ['Conversation not found'] }) }),
} as const;

type ConversationsEvent = keyof typeof conversationsEvents;

/** `conversationId` repeats what was given, if anything. */
const outcome = z.object({
  success: z.boolean(),
  conversationId: z.unknown().optional(),
  error: z.string().optional(),
});

/** Answers of the acknowledgement, where a client asks for one. */
export const conversationsAcks = {
  'send-message': z.union([restMessage, z.object({ error: z.string() })]),
  'join-conversation': outcome,
  'leave-conversation': outcome,
  typing: outcome,
} as const satisfies Record<ConversationsCommand, z.ZodType>;

/** Socket.IO's own typing of what the server emits. */
export type ConversationsServerEvents = {
  [E in ConversationsEvent]: (payload: z.infer<(typeof conversationsEvents)[E]>) => void;
};
