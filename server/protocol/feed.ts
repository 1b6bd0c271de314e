import { z } from 'zod';
import { answer } from './conversation.ts';
import { timestamp } from './fields.ts';

/** The `feed` dialect (protocols/feed.md and README, "feed"). */

/** The only frame of a client: `token` may be missing where the session cookie counts. */
export const feedAuth = z.object({
  type: z.literal('auth'),
  token: z.string('token must be a string').optional(),
});

/** `new_message` Payload. Ids are numbers as strings. */
export const feedMessage = z.strictObject({
  id: z.string(),
  chatId: z.string(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  ...answer.pick({ precis: true, audioUrl: true, fallbackUsed: true }).shape,
  status: z.enum(['COMPLETED', 'FAILED', 'STOPPED']),
  createdAt: timestamp,
});
export type FeedMessage = z.infer<typeof feedMessage>;

/** `new_chat` Payload; `userId` is the creator. */
export const feedChat = z.strictObject({
  id: z.string(),
  userId: z.string(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type FeedChat = z.infer<typeof feedChat>;

/** `ServerMessage`. */
export const feedServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth_success') }).strict(),
  z
    .object({ type: z.literal('auth_error'), message: z.string().meta({ examples: ['Token is invalid'] }) })
    .strict(),
  z.object({ type: z.literal('error'), message: z.string().meta({ examples: ['Sign in first'] }) }).strict(),
  z.object({ type: z.literal('new_message'), payload: feedMessage }).strict(),
  z.object({ type: z.literal('new_chat'), payload: feedChat }).strict(),
]);
export type FeedServerFrame = z.infer<typeof feedServerFrame>;
