import type { DeskChat, DeskHit } from '#server/protocol/support-hub.ts';
import type { ListCursor } from './store.ts';

/** A support chat that was found, and where. */
export interface DeskFind extends Pick<DeskHit, 'place' | 'at' | 'seq' | 'writtenBy'> {
  chat: DeskChat;
  /** All of what was found: a message's text, a note's, the subject, or what is known of the person. */
  text: string;
}

/** The words by which the desk finds support chats. */
export interface DeskSearchStore {
  /**
   * Chats that have all words of the question, of which the last may be a beginning, in one message, one note, the subject,
   * or what is known of client or owner; the latest find first, one a chat. Notes on the admin's own chats are left out.
   */
  find(adminId: number, question: string, after: ListCursor | null, limit: number): Promise<DeskFind[]>;
}
