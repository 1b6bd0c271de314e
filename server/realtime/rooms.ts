import type { Session } from '#server/core/session.ts';
import type { Attendance } from './attendance.ts';

/** Which sockets of a dialect have joined which conversations here. */
export interface Rooms<S> {
  /** Answers whether it was not in it before. */
  join(conversationId: number, socket: S): boolean;
  /** Answers whether it was in it. */
  leave(conversationId: number, socket: S): boolean;
  of(conversationId: number): ReadonlySet<S>;
  has(conversationId: number, socket: S): boolean;
  /** Takes the user's sockets out of one. */
  leaveUser(conversationId: number, userId: number): void;
  /** Takes the socket out of all; answers the conversations that it was in. */
  leaveAll(socket: S): number[];
}

const NOBODY: ReadonlySet<never> = new Set();

/** Joining a room is attending the conversation: `attendance` counts it with the other dialects'. */
export function createRooms<S extends { session: Session }>(attendance?: Attendance): Rooms<S> {
  const rooms = new Map<number, Set<S>>();
  const joined = new Map<S, Set<number>>();

  function leave(conversationId: number, socket: S) {
    const room = rooms.get(conversationId);
    if (!room?.delete(socket)) return false;
    if (room.size === 0) rooms.delete(conversationId);
    const mine = joined.get(socket);
    mine?.delete(conversationId);
    if (mine?.size === 0) joined.delete(socket);
    attendance?.exit(conversationId, socket.session.account.id);
    return true;
  }

  return {
    leave,
    join(conversationId, socket) {
      const room = rooms.get(conversationId) ?? new Set();
      if (room.has(socket)) return false;
      rooms.set(conversationId, room.add(socket));
      joined.set(socket, (joined.get(socket) ?? new Set()).add(conversationId));
      attendance?.enter(conversationId, socket.session.account.id);
      return true;
    },
    of: (conversationId) => rooms.get(conversationId) ?? NOBODY,
    has: (conversationId, socket) => rooms.get(conversationId)?.has(socket) ?? false,
    leaveUser(conversationId, userId) {
      for (const socket of [...(rooms.get(conversationId) ?? [])])
        if (socket.session.account.id === userId) leave(conversationId, socket);
    },
    leaveAll(socket) {
      const mine = [...(joined.get(socket) ?? [])];
      for (const conversationId of mine) leave(conversationId, socket);
      return mine;
    },
  };
}
