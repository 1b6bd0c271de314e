import { failureOf } from '#server/protocol/answer-failure.ts';
import { type AssistantServerFrame, assistantFrame, type ChatMessage } from '#server/protocol/assistant.ts';
import { isSaid, type Message } from '#server/protocol/conversation.ts';
import { ChatError, type ErrorCode, errorTable, viewError } from '#server/protocol/errors.ts';

export const encode = (frame: AssistantServerFrame): string => JSON.stringify(frame);

/** `chat_error`. */
export const encodeError = (text: string): string =>
  encode({
    event: 'chat_error',
    success: false,
    message: { content: [text], displayable: true },
    data: null,
  });

/** Any error as `chat_error` tells it. */
export const errorOf = (error: unknown): string => encodeError(viewError(error).message);

/** The document's words for a failed authentication, and for the end of a session. */
function refusalOf(code: ErrorCode): string {
  if (code === 'session_ended') return errorTable.token_invalid.message;
  return code === 'unavailable' || code === 'internal' ? 'Authentication error' : errorTable[code].message;
}

/** `unauthorized`: the close follows. */
export const encodeRefusal = (code: ErrorCode): string =>
  encode({
    event: 'unauthorized',
    success: false,
    message: { content: [refusalOf(code)], displayable: false },
    data: null,
  });

/** A final answer: `chat_response`, or `chat_error` where it failed or has no text. */
export function encodeAnswer(message: Message): string {
  const { conversationId, content, answer } = message;
  if (answer && !isSaid(message)) return encodeError(failureOf(answer));
  return encode({
    event: 'chat_response',
    success: true,
    message: { content: ['Succesful response'], displayable: false },
    data: { sessionId: conversationId, content },
  });
}

/** The `chat_message` of a client. Error validation_failed, whose message says what is wrong. */
export function decode(text: string): ChatMessage {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    throw new ChatError('malformed_json', undefined, 'Malformed JSON');
  }
  const parsed = assistantFrame.safeParse(frame);
  if (parsed.success) return parsed.data.data;
  throw new ChatError('validation_failed', undefined, parsed.error.issues[0]?.message);
}

/** Whether a first frame on an address that several dialects share is this one's. */
export const speaks = (frame: unknown): boolean =>
  typeof frame === 'object' && frame !== null && 'event' in frame && frame.event === 'chat_message';
