import type { Summary } from '#server/protocol/conversation.ts';

/** Conversations with the assistant that users keep on top of their lists. */
export interface PinStore {
  /** `missing` where it is none of the user's with the assistant, `full` where the user would have more than `most`. */
  set(
    conversationId: number,
    userId: number,
    on: boolean,
    most: number,
  ): Promise<'missing' | 'full' | 'changed' | 'unchanged'>;
  /** Those of a user, the latest first. */
  list(userId: number): Promise<Summary[]>;
}
