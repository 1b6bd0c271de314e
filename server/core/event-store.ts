import type { ChatEvent } from '#server/protocol/support-events.ts';

/** What happened to support chats; whom it is for is core's to say. Events are written by the changes themselves. */
export interface EventStore {
  /** Those before the event `before`, or the latest; the newest first. */
  list(conversationId: number, before: number | null, limit: number): Promise<ChatEvent[]>;
}
