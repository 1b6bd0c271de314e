import type { CloseReason } from '#server/protocol/support-events.ts';

/** Why a chat is closed, in words. */
export const closeReasons = {
  solved: 'Solved',
  no_answer: 'No answer from the client',
  duplicate: 'Duplicate',
  spam: 'Spam',
  other: 'Something else',
} as const satisfies Record<CloseReason, string>;
