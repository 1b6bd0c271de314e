import { z } from 'zod';
import { limits } from './limits.ts';
import { clientId, messageText } from './fields.ts';

/** The `subscriptions` dialect (protocols/subscriptions.md and README, "subscriptions"). */

const reference = z.string('Missing chat_id').min(1, 'Missing chat_id');

/** `Subscribe to Chats`. */
export const subscribe = z.object({
  action: z.literal('subscribe'),
  chat_ids: z.array(reference, 'Missing chat_ids').max(limits.idsPerCommand, 'Too many chat_ids'),
});

/** `Send Message`; `clientId` may ride along. */
export const send = z.object({
  action: z.literal('message'),
  chat_id: reference,
  text: z
    .string('Message cannot be empty')
    .refine((text) => text.trim() !== '', 'Message cannot be empty')
    .pipe(messageText),
  clientId: clientId.optional(),
});
export type SubscriptionsSend = z.infer<typeof send>;

export const subscriptionsFrame = z.discriminatedUnion('action', [subscribe, send], 'Unknown action');

/** `Response` to subscribe; `chat_id` repeats the id as given. */
export const subscribeResponse = z.object({
  action: z.literal('subscribe_response'),
  results: z.array(
    z.discriminatedUnion('status', [
      z.object({ chat_id: z.string(), status: z.literal('success') }),
      z.object({ chat_id: z.string(), status: z.literal('error'), error: z.literal('no access') }),
    ]),
  ),
});

/** `Response` to message: it is committed. */
export const messageResponse = z.object({
  action: z.literal('message_response'),
  status: z.literal('success'),
});

/** `Incoming Chat Message`; `chat_id` is the uuid. */
export const incomingMessage = z.object({ from: z.string(), message: z.string(), chat_id: z.uuid() });

/** `Error Messages`: exactly these keys. */
export const subscriptionsError = z.object({ error: z.string(), status: z.literal('error') });

export const subscriptionsServerFrame = z.union([
  subscribeResponse.strict(),
  messageResponse.strict(),
  incomingMessage.strict(),
  subscriptionsError.strict(),
]);
export type SubscriptionsServerFrame = z.infer<typeof subscriptionsServerFrame>;
