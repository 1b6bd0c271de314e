import type { Files } from '#server/core/files.ts';
import { failureOf } from '#server/protocol/answer-failure.ts';
import type { Message, Opened } from '#server/protocol/conversation.ts';
import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import { type FeedChat, type FeedMessage, type FeedServerFrame, feedAuth } from '#server/protocol/feed.ts';
import type { Scene } from '#server/realtime/directory.ts';

export const encode = (frame: FeedServerFrame): string => JSON.stringify(frame);

/** `auth_error`: why nobody is signed in, or no longer. The close follows. */
export const encodeRefusal = (code: ErrorCode): string =>
  encode({
    type: 'auth_error',
    message: errorTable[code === 'session_ended' ? 'token_invalid' : code].message,
  });

/** What a text frame holds; undefined where it is no JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const typeOf = (frame: unknown) =>
  typeof frame === 'object' && frame !== null && 'type' in frame ? frame.type : undefined;

/** The `auth` of a client, or undefined where the frame is something else. A token that is no string is a wrong one. */
export function decodeAuth(frame: unknown): { token?: string | undefined } | undefined {
  const parsed = feedAuth.safeParse(frame);
  if (parsed.success) return parsed.data;
  return typeOf(frame) === 'auth' ? { token: '' } : undefined;
}

const PERSONS = { precis: null, audioUrl: null, fallbackUsed: false, status: 'COMPLETED' } as const;

/** `new_message` Payload; its content is what a dialect that has only text says of the message. */
export function messageOf(
  message: Message,
  { textOf, absolute }: Pick<Files, 'textOf' | 'absolute'>,
  { person }: Pick<Scene, 'person'>,
): FeedMessage {
  const content = textOf(message);
  const { precis, audioUrl, fallbackUsed, status } = message.answer ?? PERSONS;
  return {
    id: String(message.id),
    chatId: String(message.conversationId),
    role: person(message.senderId).role === 'ASSISTANT' ? 'assistant' : 'user',
    content: content || (message.answer ? failureOf(message.answer) : ''),
    precis,
    audioUrl: audioUrl === null ? null : absolute(audioUrl),
    fallbackUsed,
    status: status === 'INTERRUPTED' ? 'FAILED' : status,
    createdAt: message.createdAt,
  };
}

/** `new_chat` Payload for one of those who are in it: a direct chat is titled by the other one. */
export function chatOf({ summary, people }: Opened, readerId: number): FeedChat {
  const other = people.find(({ id }) => id !== readerId);
  return {
    id: String(summary.id),
    userId: String(summary.createdBy),
    title: summary.kind === 'direct' ? (other?.username ?? null) : summary.title,
    summary: null,
    createdAt: summary.createdAt,
    updatedAt: summary.activeAt,
  };
}
