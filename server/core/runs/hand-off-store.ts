import type { Conversation } from '#server/protocol/conversation.ts';

/** What of a conversation with the assistant goes along when a person takes over. */
export interface Handing extends Pick<Conversation, 'title' | 'lastSeq'> {
  summary: string | null;
  /** The support chat in which a person answers; null while the assistant does. */
  handedTo: number | null;
}

export interface HandOffStore {
  /** Undefined where there is no such conversation. */
  handing(conversationId: number): Promise<Handing | undefined>;
}
