import { z } from 'zod';
import { clientId, id, messageText } from './fields.ts';

/** The `assistant` dialect (protocols/assistant.md and README, "assistant"). */

/** The payload of a client's `chat_message`; the texts are what `chat_error` says. */
export const chatMessage = z.object(
  {
    userId: z.int('userId must be a number').positive('userId must be a number'),
    prompt: z
      .string('prompt must be a string')
      .refine((text) => text.trim() !== '', 'prompt should not be empty')
      .pipe(messageText),
    /** None: a new session. */
    sessionId: z.int('sessionId must be a number').positive('sessionId must be a number').nullish(),
    clientId: clientId.nullish(),
  },
  'data must be an object',
);
export type ChatMessage = z.infer<typeof chatMessage>;

/** The only frame of a client. */
export const assistantFrame = z.object(
  { event: z.literal('chat_message', 'Unknown event'), data: chatMessage },
  'The frame must be an object',
);

const said = (displayable: boolean) =>
  z.object({ content: z.array(z.string()), displayable: z.literal(displayable) }).strict();

/** `Server Events`, and `unauthorized` of "Connection". */
export const assistantServerFrame = z.discriminatedUnion('event', [
  z
    .object({
      event: z.literal('chat_response'),
      success: z.literal(true),
      message: said(false),
      data: z.object({ sessionId: id, content: z.string() }).strict(),
    })
    .strict(),
  z
    .object({
      event: z.literal('chat_error'),
      success: z.literal(false),
      message: said(true),
      data: z.null(),
    })
    .strict(),
  z
    .object({
      event: z.literal('unauthorized'),
      success: z.literal(false),
      message: said(false),
      data: z.null(),
    })
    .strict(),
]);
export type AssistantServerFrame = z.infer<typeof assistantServerFrame>;
