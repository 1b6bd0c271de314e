import type { SupportState } from '#server/protocol/conversation.ts';
import type { ChatEvent } from '#server/protocol/support-events.ts';
import type { Snooze } from '#server/protocol/support-hub.ts';
import type { SupportNote } from '#server/protocol/support-notes.ts';

/** What a change is recorded as. */
export interface EventRecord extends Pick<ChatEvent, 'kind'> {
  /** Null for what happens by itself. */
  actorId: number | null;
  details?: ChatEvent['details'];
}

/** What is changed in a support chat, as part of one transaction on it (`ConversationChange`). */
export interface SupportChange {
  /** Another status or owner, which ends a snooze. */
  saveSupport(state: Pick<SupportState, 'status' | 'adminId'>, event: EventRecord): Promise<void>;
  /** No change of its status. Null: it was rated so before. */
  saveRating(rating: number, comment: string | null, event: EventRecord | null): Promise<void>;
  snooze(): Promise<Snooze | null>;
  /** The desk's own: takes no version of the conversation. */
  saveSnooze(snooze: Snooze | null, event: EventRecord): Promise<void>;
  /**
   * Claims the telling, by itself, that the desk is closed since then; false where it was told already, or the chat is
   * closed.
   */
  claimAwayTelling(closedSince: string): Promise<boolean>;
  /**
   * Claims the warning, by itself, of a client who does not answer the message at that place: the line that is appended
   * next is it. False where somebody has written since, or it was said already.
   */
  claimWarning(seq: number): Promise<boolean>;
  /** The desk's own, too. */
  addNote(note: { authorId: number; clientId: string; content: string }): Promise<SupportNote | undefined>;
  /** Whether the client has written after the message at that place. */
  clientWroteAfter(seq: number): Promise<boolean>;
}
