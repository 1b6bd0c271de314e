import type { HistoryPage, Message, Opened, Participant, Summary } from '#server/protocol/conversation.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { HubOutput } from '#server/protocol/hub.ts';
import type { Account, Person } from '#server/protocol/identity.ts';
import type { Section } from './sections.ts';

/**
 * How the browser stands to the server: `connecting` until the first connection is ready, `offline` while the browser
 * itself has no network, `reconnecting` while the server cannot be reached, `ended` once signed out (nothing is tried
 * any more). Views put it in the DOM as `data-connection-state`.
 */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'reconnecting' | 'ended';

/** What becomes of one's own message; views put it in the DOM as `data-message-status`. `read`: by all the others. */
export type DeliveryStatus = 'sending' | 'failed' | 'sent' | 'read';

/** What the workspace layout was rendered with. */
export interface InitialList {
  account: Account;
  /** The first page of the reader's conversations in each section. */
  lists: Record<Section, HubOutput<'conversation.list'>>;
  /** Bytes that a file may have; any number where it is not told. */
  fileSizeLimit?: number;
}

/** What a chat's page was rendered with: the conversation and its newest (or linked-to) messages. */
export interface InitialConversation {
  opened: Opened;
  page: HistoryPage;
}

/** A row of the conversation list; the same object until something in it changes. */
export interface ConversationRow extends Summary {
  /** The group's title, the subject of a support chat, or the name of the other one. */
  name: string;
  /** Messages after the reader's pointer. */
  unread: number;
}

/** Somebody in a conversation, or who left it (`leftAt`). */
export interface Member extends Participant {
  person: Person | null;
}

/**
 * A row of a timeline: a stored message, or one on its way. The same object until something in it changes, so that a
 * memoized row renders again only then.
 */
export interface TimelineItem extends Omit<Message, 'id' | 'seq' | 'version'> {
  /** React's key; the same while the message is on its way and after it is stored. */
  key: string;
  /** Null until the message is stored. */
  id: number | null;
  /** Null until the message is stored. */
  seq: number | null;
  /** Of one's own messages; null for those of others and for system lines. */
  status: DeliveryStatus | null;
  /** Why it was not sent, where `status` is `failed`. */
  error: ErrorView | null;
  /** The bytes of its `file`, of one on its way. */
  blob: Blob | null;
}

/** `gone`: the reader is not, or no longer, in this conversation. */
export type LoadState = 'loading' | 'ready' | 'error' | 'gone';

/** A window on a conversation's messages and the ways to move it. */
export interface TimelineView {
  /** `gone` keeps the items that were loaded. */
  state: LoadState;
  /** Why the first load failed, where `state` is `error`. */
  error: ErrorView | null;
  /** Ascending; those on their way come last, and only while the window reaches the newest message. */
  items: readonly TimelineItem[];
  hasOlder: boolean;
  hasNewer: boolean;
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** Why the last page could not be loaded; cleared by the next try. */
  pageError: ErrorView | null;
  /** The window reaches the newest message. */
  atTail: boolean;
  /** The newest message of the conversation, loaded or not; 0 where there is none. */
  lastSeq: number;
  /** Does nothing while one is loading or there is none. Never rejects: see `pageError`. */
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** Makes sure that `seq` is in the window; answers false where it cannot be loaded. Scrolling is the view's. */
  jumpTo(seq: number): Promise<boolean>;
  jumpToLatest(): Promise<boolean>;
  /** Loads again after `error`. */
  retry(): void;
  /**
   * Tells where the reader is (the `seq` at the top of the viewport, null at the end), so that a window that must be
   * loaded anew comes back there. Never renders anything.
   */
  keepPlace(seq: number | null): void;
}
