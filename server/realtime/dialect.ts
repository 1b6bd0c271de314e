import type {
  Read,
  RunGrown,
  DeskEvent,
  NoteEvent,
  PinsEvent,
  SupportEvent,
  Typing,
} from '#server/core/bus.ts';
import type { Delta, Presence } from '#server/protocol/conversation.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { AttendanceEvent } from './attendance.ts';
import type { Scene } from './directory.ts';
import type { ViewersEvent } from './viewings.ts';

/**
 * What a dialect does with what happens: it renders it in its own shapes, once, for its sockets here. It is told of
 * every change of every conversation that somebody on this instance is in, in order, once. What its document knows no
 * message for it leaves out.
 */
export interface Dialect {
  readonly name: string;
  /** How many sockets hear of the conversation's messages here. */
  audience(conversationId: number): number;
  changes(delta: Delta, scene: Scene): void;
  typing?(event: Typing): void;
  attendance?(event: AttendanceEvent): void;
  /** Somebody named messages that they have read. Pointers that were moved otherwise come in `changes` alone. */
  read?(event: Read): void;
  /** An answer is being made, or the making has ended. */
  run?(run: Run): void;
  runText?(event: RunGrown): void;
  /** Of every support chat, whether anybody here is in it or not. */
  support?(event: SupportEvent): void;
  /** Something about a support chat that only admins see is another. */
  desk?(event: DeskEvent): void;
  /** A note on a support chat: for admins only, and never for whose chat it is. */
  note?(event: NoteEvent): void;
  /** Other admins have a support chat open, or no longer: for those who are named only. */
  viewers?(event: ViewersEvent): void;
  /** What a user has pinned is another. */
  pins?(event: PinsEvent): void;
  /** To the members of the conversations, and to these users besides. */
  presence?(presence: Presence, conversationIds: readonly number[], userIds: readonly number[]): void;
  /** Heartbeat: the head version of a conversation that changed lately. */
  head?(conversationId: number, version: number): void;
  /** A user with sockets here came into this conversation. */
  joined?(userId: number, conversationId: number): void;
  /** A user with sockets here is no longer in it, and gets nothing more. */
  left?(userId: number, conversationId: number): void;
}
