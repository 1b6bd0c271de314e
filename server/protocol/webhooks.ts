import { z } from 'zod';
import { supportStatus } from './conversation.ts';
import { id, plainText, timestamp } from './fields.ts';
import { person } from './identity.ts';
import { limits } from './limits.ts';

/** Addresses that are told what happens to support chats (docs/webhooks.md). */

/** What a webhook can be told of. */
export const webhookEvent = z.enum(['created', 'message', 'status', 'rating']);
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** An address as it can be asked: a name and a password have no place in it, nor has a part that is never sent. */
const webhookUrl = plainText(limits.webhookUrl)
  .trim()
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, username, password, hash } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
  }, 'must be an http or https address without a user name or fragment')
  .meta({ examples: ['https://example.com/switchboard'] });

const events = z
  .array(webhookEvent)
  .min(1)
  .max(webhookEvent.options.length)
  .transform((chosen) => webhookEvent.options.filter((each) => chosen.includes(each)));

/** `POST /api/webhooks`. */
export const newWebhook = z.object({ url: webhookUrl, events });
export type NewWebhook = z.infer<typeof newWebhook>;

/** `PATCH /api/webhooks/:id`. */
export const webhookChange = newWebhook.extend({ enabled: z.boolean() }).partial();
export type WebhookChange = z.infer<typeof webhookChange>;

export const webhook = z.object({
  id,
  url: z.string(),
  events: z.array(webhookEvent),
  enabled: z.boolean(),
  createdAt: timestamp,
});
export type Webhook = z.infer<typeof webhook>;

/** With its secret: answered once, to who has made the webhook or another secret for it. */
export const webhookWithSecret = webhook.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

export const webhooks = z.object({ data: z.array(webhook) });

/** One event on its way to one webhook. */
export const webhookDelivery = z.object({
  /** The `webhook-id` that its receiver knows it by. */
  id: z.uuid(),
  event: z.enum([...webhookEvent.options, 'test']),
  chatId: id.nullable(),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  /** Of a pending one. */
  nextAttemptAt: timestamp.nullable(),
  /** What the receiver answered last; null where it did not. */
  lastStatus: z.int().nullable(),
  /** Why the last attempt was none that counts. */
  lastError: z.string().nullable(),
  at: timestamp,
  deliveredAt: timestamp.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

/** The query of `GET /api/webhooks/:id/deliveries`. */
export const deliveriesQuery = z.object({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional(),
});

/** The latest first. */
export const webhookDeliveries = z.object({
  data: z.array(webhookDelivery),
  nextCursor: z.string().nullable(),
});

const chat = z.object({ id, uuid: z.uuid(), title: z.string().nullable(), client: person });

const payloadOf = <T extends string, D extends z.ZodRawShape>(type: T, data: D) =>
  z.object({ type: z.literal(type), timestamp, data: z.object(data) });

/** The body of a delivery. `timestamp` is when it happened. */
export const webhookPayload = z.discriminatedUnion('type', [
  payloadOf('created', { chat }),
  payloadOf('message', {
    chat,
    /** As it is when it is sent: of one that was deleted meanwhile the content is empty. */
    message: z.object({
      id,
      seq: z.int(),
      sender: person,
      content: z.string(),
      replyToId: id.nullable(),
      file: z.object({ id: z.string(), name: z.string(), mimeType: z.string(), size: z.int() }).nullable(),
      createdAt: timestamp,
      editedAt: timestamp.nullable(),
      deletedAt: timestamp.nullable(),
    }),
  }),
  payloadOf('status', {
    chat,
    status: supportStatus,
    previousStatus: supportStatus,
    owner: person.nullable(),
    /** Who changed it. */
    actor: person.nullable(),
  }),
  payloadOf('rating', { chat, rating: z.int() }),
  payloadOf('test', { webhookId: id }),
]);
