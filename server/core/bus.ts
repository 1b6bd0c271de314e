import type { Delta, SupportState } from '#server/protocol/conversation.ts';
import type { Run, RunText } from '#server/protocol/runs.ts';
import type { SupportNote } from '#server/protocol/support-notes.ts';

/**
 * What happens in a conversation. `changes` is a hint of what the store holds, and `head` of how far that goes, where it
 * was too much to be carried; the others are never stored.
 */
export type ConversationEvent =
  | { type: 'changes'; delta: Delta }
  | { type: 'head'; version: number }
  | Typing
  | Read
  | RunChanged
  | RunGrown;

export interface Typing {
  type: 'typing';
  conversationId: number;
  userId: number;
  /** Of who types. */
  email: string;
  typing: boolean;
}

/** A user named messages that they have read, the last of them `seq`; published before the pointer's delta. */
export interface Read {
  type: 'read';
  conversationId: number;
  userId: number;
  messageIds: number[];
  seq: number;
}

/** A run was queued, has begun, or has ended; the store knows it. */
export interface RunChanged {
  type: 'run';
  run: Run;
}

/** More text of a run. Lost ones are in the store a second later. */
export interface RunGrown extends RunText {
  type: 'run-text';
}

/** To whoever can run, or runs: a run waits in that conversation, or is to be stopped. */
export type RunOrder = { type: 'queued'; conversationId: number } | { type: 'stop'; runId: number };

/** What happened to a support chat: opened, another status, another owner only. `version` is its conversation's then. */
export interface SupportEvent extends SupportState {
  conversationId: number;
  version: number;
  change: 'opened' | 'status' | 'owner';
}

/** What happens to a user: conversations joined or left, sessions ended. */
export type UserEvent = { type: 'memberships' } | { type: 'sessions-ended'; sessionIds: string[] };

/**
 * A thing that an instance says of a user's sockets: one is open there, is in the room of a conversation, or shows a support
 * chat to an admin.
 */
export type Fact = `online ${number}` | `room ${number} ${number}` | `view ${number} ${number}`;

/**
 * What instances say of themselves (realtime/roster.ts): one of their facts became true or no longer is; all of them, for
 * whoever asks; that they are there; that they go. `changes` counts the first ones.
 */
export type InstanceEvent =
  | { type: 'change'; from: string; changes: number; fact: Fact; present: boolean }
  | { type: 'state'; from: string; changes: number; facts: Fact[] }
  | { type: 'ask'; from: string; to: string }
  | { type: 'alive'; from: string; changes: number }
  | { type: 'gone'; from: string };

/**
 * Events of other instances may have been lost, of these topics or of all: those of the last `seconds`, and those that
 * were published while it began to listen. Whoever needs to be sure asks the store.
 */
export interface GapEvent {
  topics: readonly Topic[] | 'all';
  seconds: number;
}

/** An admin wrote a note on a support chat. For admins only, and never for `aboutId`, whose chat it is. */
export interface NoteEvent {
  note: SupportNote;
  aboutId: number;
}

/** Something about a support chat that only admins see is another. */
export interface DeskEvent {
  conversationId: number;
}

/** What a user has pinned is another; told to that user alone. */
export interface PinsEvent {
  userId: number;
}

/** What topics there are, and what is said on them. */
interface Topics {
  [conversation: `conversation:${number}`]: ConversationEvent;
  [user: `user:${number}`]: UserEvent;
  instances: InstanceEvent;
  support: SupportEvent;
  notes: NoteEvent;
  desk: DeskEvent;
  pins: PinsEvent;
  runs: RunOrder;
  gap: GapEvent;
}

export type Topic = keyof Topics;
export type EventOf<T extends Topic> = Topics[T];

/**
 * Carries events between the parts of one instance, and of all where there are several. Its own instance is told before
 * `publish` returns. Delivery to the others is best effort: the store is the truth.
 */
export interface Bus {
  publish<T extends Topic>(topic: T, event: EventOf<T>): void;
  /** Answers the function that ends the subscription. */
  subscribe<T extends Topic>(topic: T, handler: (event: EventOf<T>) => void): () => void;
}
