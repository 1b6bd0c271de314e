import { z } from 'zod';
import { integer, messageType, needsFile, sendFields } from './class-validator.ts';
import { conversationKind } from './conversation.ts';
import { clientId, count, id, timestamp, title } from './fields.ts';
import { limits } from './limits.ts';

const receiver = id.nullable().describe('The other one; null where there are more, or none');

/** A conversation as REST answers (protocols, finer decision 2). */
export const restConversation = z.object({
  id,
  uuid: z.uuid(),
  kind: conversationKind,
  title: z.string().nullable(),
  sender_id: id.describe('Its creator'),
  receiver_id: receiver,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type RestConversation = z.infer<typeof restConversation>;

/** The conversations document's `receive-message`: what REST answers for a message. */
export const restMessage = z.object({
  id,
  sender_id: id,
  conversation_id: id,
  timestamp,
  message_type: messageType,
  content: z.string().describe('Of an uploaded file its address'),
  caption: z.string().optional().describe('What was written under an uploaded file'),
  conversation: z.object({ id, sender_id: id.describe('Its creator'), receiver_id: receiver }),
});
export type RestMessage = z.infer<typeof restMessage>;

/** `POST /api/chats/conversations`: a direct pair, as the conversations document has it, or a group. */
export const conversationRequest = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('group'),
      title,
      participant_ids: z.array(id).max(limits.idsPerCommand),
      clientId: clientId.optional(),
    }),
    z.object({
      kind: z.literal('direct').optional(),
      sender_id: integer('sender_id'),
      receiver_id: integer('receiver_id'),
    }),
  ],
  'kind must be one of the following values: direct, group',
);

/** `POST /api/chats/conversations/:id/messages`. */
export const sendRequest = z.object({ ...sendFields, replyToId: id.nullish() }).superRefine(needsFile);

/** `POST /api/chats/conversations/:id/participants`. */
export const participantRequest = z.object({ userId: id });

const positive = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
  .transform(Number);

/** Query of `GET /api/chats/conversations/:id/messages`: pages, or keyset by message id. A limit above 100 counts as 100. */
export const historyQuery = z.object({
  page: positive.default(1),
  limit: positive.default(20).transform((limit) => Math.min(limit, limits.page.max)),
  before: positive.optional(),
  after: positive.optional(),
});

/** Answer by pages: newest page first, each page ascending. */
export const restPage = z.object({ data: z.array(restMessage), page: count, limit: count, total: count });
/** Answer by keyset: ascending. */
export const restKeyset = z.object({ data: z.array(restMessage), hasMore: z.boolean() });
