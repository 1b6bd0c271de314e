import type { Message } from '#server/protocol/conversation.ts';
import { ChatError, type ErrorCode, errorTable, viewError } from '#server/protocol/errors.ts';
import { type SubscriptionsServerFrame, subscriptionsFrame } from '#server/protocol/subscriptions.ts';
import type { Scene } from '#server/realtime/directory.ts';

export const encode = (frame: SubscriptionsServerFrame): string => JSON.stringify(frame);

export const encodeError = (error: string): string => encode({ error, status: 'error' });

/** A frame of a client. Error validation_failed, whose message is the document's text. */
export function decode(frame: unknown) {
  const parsed = subscriptionsFrame.safeParse(frame);
  if (parsed.success) return parsed.data;
  throw new ChatError('validation_failed', undefined, parsed.error.issues[0]?.message);
}

/** The document's words for what went wrong with a frame. */
export function textOf(error: unknown): string {
  const { code, message } = viewError(error);
  if (code === 'conversation_not_found') return 'no access';
  return code === 'internal' || code === 'unavailable' ? "Couldn't send message" : message;
}

/** The last words to one that is not, or no longer, signed in. */
export const goodbyeOf = (code: ErrorCode): string =>
  errorTable[code === 'session_ended' ? 'token_invalid' : code].message;

/** `Incoming Chat Message`. */
export const encodeMessage = (message: Message, text: string, { card, person }: Scene): string =>
  encode({ from: person(message.senderId).username, message: text, chat_id: card.uuid });
