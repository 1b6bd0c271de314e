import { z } from 'zod';

/**
 * The one table of errors. `code` is stable; `message` is the text for people; `status` is the HTTP status;
 * `close` is the WebSocket close code where the error ends a connection; `retryable` says that the same request
 * may succeed later without being changed.
 */
export const errorTable = {
  invalid_request: { message: 'The request is not valid', status: 400, retryable: false },
  validation_failed: { message: 'Some fields are not valid', status: 422, retryable: false },
  malformed_json: { message: 'The body is not valid JSON', status: 400, close: 1007, retryable: false },
  unknown_command: { message: 'There is no such command', status: 404, retryable: false },
  unauthorized: { message: 'Sign in first', status: 401, close: 1008, retryable: false },
  token_missing: { message: 'Token not provided', status: 401, close: 1008, retryable: false },
  token_invalid: { message: 'Token is invalid', status: 401, close: 1008, retryable: false },
  session_ended: { message: 'This session has ended', status: 401, close: 1008, retryable: false },
  invalid_credentials: { message: 'Email or password is wrong', status: 401, retryable: false },
  wrong_password: { message: 'The current password is wrong', status: 403, retryable: false },
  site_token_invalid: {
    message: 'What the site says of its user is not signed as it should be, or too old',
    status: 401,
    retryable: false,
  },
  origin_refused: { message: 'This origin is not allowed', status: 403, retryable: false },
  forbidden: { message: 'You may not do this', status: 403, retryable: false },
  registration_closed: { message: 'Registration is closed', status: 403, retryable: false },
  not_found: { message: 'Not found', status: 404, retryable: false },
  conversation_not_found: { message: 'Conversation not found', status: 404, retryable: false },
  message_not_found: { message: 'Message not found', status: 404, retryable: false },
  reply_not_found: { message: 'Message to reply to not found', status: 404, retryable: false },
  user_not_found: { message: 'User not found', status: 404, retryable: false },
  method_not_allowed: { message: 'This method is not allowed here', status: 405, retryable: false },
  account_exists: { message: 'This username or email cannot be used', status: 409, retryable: false },
  message_deleted: { message: 'This message was deleted', status: 409, retryable: false },
  already_claimed: { message: 'Somebody else has claimed this chat', status: 409, retryable: false },
  invalid_transition: {
    message: 'The chat cannot go from this status to that',
    status: 409,
    retryable: false,
  },
  chat_closed: { message: 'Chat is closed', status: 409, retryable: false },
  chat_unclaimed: { message: 'Nobody has claimed this chat', status: 409, retryable: false },
  nothing_to_answer: { message: 'The client has written nothing yet', status: 409, retryable: false },
  nothing_known: { message: 'The help articles have nothing about this', status: 404, retryable: false },
  not_an_admin: { message: 'Only an admin can own a chat', status: 422, retryable: false },
  article_not_found: { message: 'Article not found', status: 404, retryable: false },
  article_exists: { message: 'There is an article with this address already', status: 409, retryable: false },
  file_not_found: { message: 'File not found', status: 404, retryable: false },
  file_missing: { message: 'Send one file, in the field “file”', status: 400, retryable: false },
  file_too_large: { message: 'The file is too large', status: 413, retryable: false },
  quota_exceeded: { message: 'Your files take up all the space you have', status: 413, retryable: false },
  file_in_use: { message: 'A message shows this file', status: 409, retryable: false },
  response_not_found: { message: 'Canned response not found', status: 404, retryable: false },
  response_exists: {
    message: 'There is a canned response of this name already',
    status: 409,
    retryable: false,
  },
  too_many_responses: {
    message: 'There are at most 500 canned responses',
    status: 409,
    retryable: false,
  },
  webhook_not_found: { message: 'Webhook not found', status: 404, retryable: false },
  webhook_disabled: { message: 'This webhook is switched off', status: 409, retryable: false },
  too_many_webhooks: { message: 'There are at most 20 webhooks', status: 409, retryable: false },
  last_owner: { message: 'Somebody has to stay an owner', status: 409, retryable: false },
  settings_changed: {
    message: 'Somebody else has changed the settings meanwhile',
    status: 409,
    retryable: false,
  },
  delivery_not_found: { message: 'Delivery not found', status: 404, retryable: false },
  too_many_labels: { message: 'A chat has at most 10 labels', status: 409, retryable: false },
  too_many_pins: { message: 'At most 50 conversations can be pinned', status: 409, retryable: false },
  too_many_members: { message: 'A group has at most 1000 members', status: 409, retryable: false },
  too_many_reactions: {
    message: 'This message has too many different reactions',
    status: 409,
    retryable: false,
  },
  run_not_found: { message: 'There is no such answer in the making', status: 404, retryable: false },
  model_not_found: { message: 'There is no such model', status: 422, retryable: false },
  answer_complete: { message: 'This answer is complete', status: 409, retryable: false },
  assistant_limited: {
    message: 'You have asked the assistant too often, try again later',
    status: 429,
    retryable: true,
  },
  // These tell why an answer failed.
  assistant_unavailable: { message: 'The assistant cannot answer right now', status: 503, retryable: true },
  assistant_timeout: { message: 'The assistant took too long', status: 504, retryable: true },
  answer_broken_off: { message: 'The answer broke off', status: 502, retryable: true },
  answer_interrupted: { message: 'The answer was interrupted', status: 503, retryable: true },
  answer_stopped: { message: 'The answer was stopped', status: 409, retryable: false },
  answer_filtered: { message: 'The assistant’s provider withheld the answer', status: 422, retryable: false },
  answer_too_long: { message: 'The answer became too long', status: 502, retryable: true },
  speech_off: { message: 'Answers cannot be read aloud here', status: 404, retryable: false },
  nothing_to_speak: { message: 'This answer has nothing to read aloud', status: 409, retryable: false },
  speech_failed: { message: 'The answer could not be read aloud', status: 502, retryable: true },
  transcription_off: { message: 'Recordings are not written down here', status: 404, retryable: false },
  transcription_failed: { message: 'The recording could not be written down', status: 502, retryable: true },
  resync_required: {
    message: 'The cursor is no longer good, load the conversation again',
    status: 410,
    retryable: false,
  },
  too_large: { message: 'The request is too large', status: 413, close: 1009, retryable: false },
  unsupported_media_type: { message: 'Send JSON', status: 415, retryable: false },
  rate_limited: { message: 'Too many messages, try again later', status: 429, retryable: true },
  too_many_connections: { message: 'Too many connections', status: 429, close: 1013, retryable: true },
  internal: { message: 'Something went wrong on our side', status: 500, close: 1011, retryable: true },
  unavailable: { message: 'The service cannot answer right now', status: 503, close: 1013, retryable: true },
} as const satisfies Record<string, { message: string; status: number; close?: number; retryable: boolean }>;

/** A stable code of the error table. */
export type ErrorCode = keyof typeof errorTable;

const errorCode = z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]);

/** What may ride along with an error; every key is optional and safe to show. */
const errorDetails = z.object({
  fields: z.record(z.string(), z.string()).optional().describe('Texts for each wrong field, by its path'),
  retryAfter: z.number().optional().describe('Seconds to wait before trying again'),
  adminId: z.int().optional().describe('Who owns the chat'),
  limit: z.int().optional().describe('Bytes that a file may have at most'),
});
export type ErrorDetails = z.infer<typeof errorDetails>;

/** How an error looks to a client, in a hub acknowledgement under `error`. */
export const errorView = z.object({
  code: errorCode.describe('Stable; one of the table of errors'),
  message: z.string().describe('For people'),
  retryable: z.boolean().describe('The same request may go well later'),
  details: errorDetails.optional(),
});
export type ErrorView = z.infer<typeof errorView>;

/** How REST answers an error, with the status of the table. */
export const restError = z.object({ error: errorView.omit({ retryable: true }) });

/** An error that a client is meant to see. Anything else that is thrown becomes `internal` at the edge. */
export class ChatError extends Error {
  override name = 'ChatError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  /** `message` replaces the table's text where a document wants another one. */
  constructor(code: ErrorCode, details?: ErrorDetails, message?: string) {
    super(message ?? errorTable[code].message);
    this.code = code;
    this.details = details;
  }
}

/**
 * True for a ChatError of any copy of this module: Next bundles one of its own into its routes, so the class alone does
 * not tell.
 */
export function isChatError(thrown: unknown): thrown is ChatError {
  return (
    thrown instanceof Error &&
    thrown.name === 'ChatError' &&
    'code' in thrown &&
    Object.hasOwn(errorTable, String(thrown.code))
  );
}

/** The view of anything thrown; what is not a ChatError is `internal` and shows nothing of its cause. */
export function viewError(thrown: unknown): ErrorView {
  const error = isChatError(thrown) ? thrown : new ChatError('internal');
  const { retryable } = errorTable[error.code];
  const view: ErrorView = { code: error.code, message: error.message, retryable };
  if (error.details) view.details = error.details;
  return view;
}
