import { z } from 'zod';
import { conversationKind, supportStatus } from './conversation.ts';
import { clientId, id, messageText, timestamp, title } from './fields.ts';
import { limits } from './limits.ts';

/** The `support` dialect (protocols/support.md and README, "support"), and the chats that REST answers in its shapes. */

/** Its Socket.IO namespace. */
export const SUPPORT_NAMESPACE = '/';

/** A number as a string: how the document names conversations and messages. */
const stringId = z.string().regex(/^[1-9]\d{0,14}$/);

const chatSender = z.object({ id, email: z.string(), role: z.string() });

const messageFields = z.object({
  id: stringId,
  chatId: stringId,
  senderId: id,
  text: z.string().optional(),
  fileUrl: z.string().optional(),
  replyToId: stringId.optional(),
  createdAt: timestamp,
  sender: chatSender.optional(),
});

/** `Message`. What is not set is left out; `replyTo` has at most the first 160 characters of its text. */
export const supportMessage = messageFields.extend({ replyTo: messageFields.optional() });
export type SupportMessage = z.infer<typeof supportMessage>;

/** `Chat`, with `uuid`, `kind` and the subject as `title` besides. What is not set is left out. */
export const supportChat = z.object({
  id: stringId,
  uuid: z.uuid(),
  kind: conversationKind,
  title: z.string().optional(),
  clientId: id,
  adminId: id.optional(),
  status: supportStatus,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type SupportChat = z.infer<typeof supportChat>;

/** `Chat ID` of a client: number or uuid; whether it names anything is for the store to say. */
const chatReference = z
  .union([z.string(), z.int().transform(String)], 'chatId must be a string')
  .refine((text) => text !== '', 'chatId should not be empty');

/** A message's id of a client; what is no number names none. */
const messageReference = (field: string) =>
  z
    .union([z.string(), z.int().transform(String)], `${field} must be a string`)
    .transform((text) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0));

const nothing = (value: unknown) => value === undefined || value === null || value === '';

/** `Client-to-Server Events`: what each takes. */
export const supportCommands = {
  joinChat: chatReference,
  leaveChat: chatReference,
  sendMessage: z.object(
    {
      chatId: chatReference,
      message: z
        .object(
          {
            text: z.preprocess(
              (text) => (nothing(text) ? undefined : text),
              z.string('text must be a string').pipe(messageText).optional(),
            ),
            fileId: z.string('fileId must be a string').nullish(),
            replyToId: messageReference('replyToId').nullish(),
            clientId: clientId.nullish(),
          },
          'message must be an object',
        )
        .refine(({ text, fileId }) => !nothing(text) || !nothing(fileId), 'A message needs text or fileId'),
    },
    'The payload must be an object',
  ),
  typing: z.object(
    { chatId: chatReference, isTyping: z.boolean('isTyping must be a boolean') },
    'The payload must be an object',
  ),
  readMessages: z.object(
    {
      chatId: chatReference,
      messageIds: z
        .array(messageReference('messageIds'), 'messageIds must be an array')
        .min(1, 'messageIds should not be empty')
        .max(limits.changesPage, `messageIds must have at most ${limits.changesPage} elements`),
    },
    'The payload must be an object',
  ),
  getActiveUsers: chatReference,
} as const;

export type SupportCommand = keyof typeof supportCommands;
export type SupportInput<C extends SupportCommand> = z.output<(typeof supportCommands)[C]>;

/** `Response` of each call: the event that carries it, and its data. `typing` has none but an acknowledgement. */
export const supportAnswers = {
  joinedChat: z.object({ chatId: stringId, messages: z.array(supportMessage) }),
  leftChat: stringId,
  messageSent: supportMessage,
  messagesMarkedRead: z.array(z.object({ id: stringId, readBy: id })),
  activeUsers: z.object({ chatId: stringId, userIds: z.array(id) }),
} as const;

/** `Server-to-Client Events`, the answers among them. */
export const supportEvents = {
  ...supportAnswers,
  newMessage: supportMessage,
  userTyping: z.object({ userId: id, email: z.string(), isTyping: z.boolean() }),
  messagesRead: z.object({ userId: id, messageIds: z.array(stringId) }),
  participantUpdate: z.object({
    chatId: stringId,
    userId: id,
    action: z.enum(['joined', 'left']),
    timestamp,
  }),
  chatStatusChanged: z.object({ chatId: stringId, status: supportStatus }),
  error: z.string().meta({ examples: ['Chat is closed'] }),
} as const;

type SupportEvent = keyof typeof supportEvents;

/** Socket.IO's own typing of what the server emits. */
export type SupportServerEvents = {
  [E in SupportEvent]: (data: z.infer<(typeof supportEvents)[E]>) => void;
};

/** What an acknowledgement gets. */
export type SupportAck =
  | {
      [A in keyof typeof supportAnswers]: { event: A; data: z.infer<(typeof supportAnswers)[A]> };
    }[keyof typeof supportAnswers]
  | { event: 'typing'; data: { chatId: string; isTyping: boolean } }
  | { event: 'error'; data: string };

/** `POST /api/chats`. A repeated `clientId` answers the first chat. */
export const chatRequest = z.object({ subject: title.optional(), clientId: clientId.optional() });

/** `PATCH /api/chats/:id`: exactly one of both; `adminId` null releases the chat. */
export const chatChange = z.union([
  z.strictObject({ status: supportStatus }),
  z.strictObject({ adminId: id.nullable() }),
]);

/** Query of `GET /api/chats`. */
export const chatsQuery = z.object({
  status: supportStatus.optional(),
  cursor: z.string().max(64).optional(),
});

/** The answer of `GET /api/chats`. */
export const chatsPage = z.object({ data: z.array(supportChat), nextCursor: z.string().nullable() });
