import type { Answer, Citation } from '#server/protocol/conversation.ts';
import type { Share } from '#server/protocol/shares.ts';
import type { Placed } from '#server/protocol/turns.ts';

/** A question and the newest answer to it, without anything that tells more of who asked. */
export interface Exchange {
  askedAt: string;
  question: string;
  /** Of the file that was shown with the question. */
  fileName: string | null;
  answer: { content: string; status: Answer['status']; citations: Citation[] } | null;
}

/** How far a conversation is shown: to a place, and of what stands there nothing that was edited after a version. */
export interface Extent {
  conversationId: number;
  seq: number;
  version: number;
}

/** A conversation as it is read along, but for its turns. */
export interface Shown extends Extent {
  title: string | null;
  /** When it began. */
  createdAt: string;
}

/** What a link leads to. */
export interface SharedConversation extends Shown {
  /** The name that its owner shows. */
  ownerName: string;
  sharedAt: string;
}

/** Conversations with the assistant as they are read from the first turn to the last. */
export interface TranscriptStore {
  /** The whole conversation as it is now; undefined where it is none with the assistant, or not the user's. */
  shown(conversationId: number, userId: number): Promise<Shown | undefined>;
  /** Its prompts, in their order. */
  prompts(extent: Extent): Promise<Placed[]>;
  /** Of these prompts, in this order, those that are not deleted, with their newest answers. */
  exchanges(extent: Extent, promptIds: readonly number[]): Promise<Exchange[]>;
  /**
   * Shares the user's conversation as it is now, under its token, or under this one where it has none; undefined as
   * `shown`.
   */
  share(conversationId: number, userId: number, token: string): Promise<Share | undefined>;
  /** Ends the share, where there is one. */
  unshare(conversationId: number): Promise<void>;
  shareOf(conversationId: number): Promise<Share | undefined>;
  /** Undefined also where its owner is no longer in the conversation, or disabled. */
  shared(token: string): Promise<SharedConversation | undefined>;
}
