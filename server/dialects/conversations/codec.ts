import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import type { Session } from '#server/core/session.ts';
import {
  type ConversationsCommand,
  type ConversationsInput,
  type ConversationsServerEvents,
  conversationsCommands,
} from '#server/protocol/conversations.ts';
import { ChatError } from '#server/protocol/errors.ts';

type ClientEvents = Record<ConversationsCommand, (payload: unknown, acknowledge: unknown) => void>;

interface SocketData {
  /** Nobody's where it named no user, and is about to be closed. */
  session?: Session;
  /** Its sends that it has not heard yet (`sendKey`): it hears them whether or not it has joined. */
  sending?: Set<string>;
}

/** Names a send of one user. */
export const sendKey = (conversationId: number, clientId: string) => `${conversationId}/${clientId}`;

export type ConversationsSocket = Socket<
  ClientEvents,
  ConversationsServerEvents,
  Record<string, never>,
  SocketData
>;

export type ConversationsNamespace = Namespace<
  ClientEvents,
  ConversationsServerEvents,
  Record<string, never>,
  SocketData
>;

/** The rooms, by the document's names ("Room Structure"). */
export const roomOf = (conversationId: number) => `conversation:${conversationId}`;
export const userRoomOf = (userId: number) => `user:${userId}`;

/** An event of a client, taken apart. */
export interface Incoming {
  payload: Record<string, unknown>;
  acknowledge: ((answer: unknown) => void) | undefined;
}

/** The arguments of an event. A payload that is no object has none of its fields. */
export function incoming(args: readonly unknown[]): Incoming {
  const last = args.at(-1);
  const acknowledge = typeof last === 'function' ? (last as Incoming['acknowledge']) : undefined;
  const [first] = args;
  const isObject = typeof first === 'object' && first !== null && !Array.isArray(first);
  return { payload: isObject ? (first as Incoming['payload']) : {}, acknowledge };
}

/** The payload by the command's schema. Error: validation_failed, with every field's text. */
export function parse<C extends ConversationsCommand>(
  command: C,
  payload: Incoming['payload'],
): ConversationsInput<C> {
  const schema: z.ZodType = conversationsCommands[command];
  const parsed = schema.safeParse(payload);
  if (!parsed.success)
    throw new ChatError(
      'validation_failed',
      undefined,
      parsed.error.issues.map(({ message }) => message).join(', '),
    );
  // The schema of the command has just made this its input.
  return parsed.data as ConversationsInput<C>;
}
