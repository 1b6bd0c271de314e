import type { SupportNote } from '#server/protocol/support-notes.ts';

/** Where notes on support chats lie; whom they are for is core's to say. */
export interface NoteStore {
  /** A repeated `clientId` of the author in the chat answers the first. */
  add(note: {
    conversationId: number;
    authorId: number;
    clientId: string;
    content: string;
  }): Promise<{ note: SupportNote; created: boolean } | undefined>;
  /** Those before the note `before`, or the latest; the newest first. */
  list(conversationId: number, before: number | null, limit: number): Promise<SupportNote[]>;
}
