import type { Namespace, Socket } from 'socket.io';
import type { Session } from '#server/core/session.ts';
import type { Message } from '#server/protocol/conversation.ts';
import { ChatError, type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import type { Account } from '#server/protocol/identity.ts';
import {
  type SupportAck,
  type SupportCommand,
  type SupportInput,
  type SupportMessage,
  type SupportServerEvents,
  supportCommands,
} from '#server/protocol/support.ts';

type ClientEvents = Record<SupportCommand, (payload: unknown, acknowledge: unknown) => void>;

interface SocketData {
  session: Session;
}

export type SupportSocket = Socket<ClientEvents, SupportServerEvents, Record<string, never>, SocketData>;
export type SupportNamespace = Namespace<
  ClientEvents,
  SupportServerEvents,
  Record<string, never>,
  SocketData
>;

export const roomOf = (conversationId: number) => `chat:${conversationId}`;
export const userRoomOf = (userId: number) => `user:${userId}`;
export const ADMINS = 'admins';

type Shown = Pick<Message, 'content' | 'file'> & { kind?: Message['kind'] };

/** What a message says and shows; an image or a file that is only linked is its address. */
function textAndFile(
  { kind = 'text', content, file }: Shown,
  addressOf: (fileId: string) => string,
): Pick<SupportMessage, 'text' | 'fileUrl'> {
  if (file) return { ...(content !== '' && { text: content }), fileUrl: addressOf(file.id) };
  return kind === 'image' || kind === 'file' ? { fileUrl: content } : { text: content };
}

/** A message in the document's shape; what is not set is left out. */
export function messageView(
  message: Message,
  { id, email, role }: Account,
  addressOf: (fileId: string) => string,
): SupportMessage {
  const { replyTo } = message;
  const chatId = String(message.conversationId);
  return {
    id: String(message.id),
    chatId,
    senderId: message.senderId,
    ...textAndFile(message, addressOf),
    ...(replyTo && {
      replyToId: String(replyTo.id),
      replyTo: {
        id: String(replyTo.id),
        chatId,
        senderId: replyTo.senderId,
        ...(!replyTo.deleted && textAndFile({ content: replyTo.excerpt, file: replyTo.file }, addressOf)),
        createdAt: replyTo.createdAt ?? message.createdAt,
      },
    }),
    createdAt: message.createdAt,
    sender: { id, email, role },
  };
}

/** An event of a client, taken apart. */
export interface Incoming {
  payload: unknown;
  acknowledge: ((answer: SupportAck) => void) | undefined;
}

export function incoming(args: readonly unknown[]): Incoming {
  const last = args.at(-1);
  const acknowledge = typeof last === 'function' ? (last as Incoming['acknowledge']) : undefined;
  return { payload: acknowledge && args.length === 1 ? undefined : args[0], acknowledge };
}

/** The payload by the command's schema. Error: validation_failed, with every field's text. */
export function parse<C extends SupportCommand>(command: C, payload: unknown): SupportInput<C> {
  const parsed = supportCommands[command].safeParse(payload);
  if (!parsed.success)
    throw new ChatError(
      'validation_failed',
      undefined,
      parsed.error.issues.map(({ message }) => message).join(', '),
    );
  // The schema of the command has just made this its input.
  return parsed.data as SupportInput<C>;
}

/** Why the server ends a connection, in words that the document's clients know. */
export const goodbyeOf = (code: ErrorCode): string =>
  code === 'session_ended' ? errorTable.token_invalid.message : errorTable[code].message;
