import type { Roster } from './roster.ts';

/** A user's first socket came into the room of the conversation, or the last one left it; `at` is ISO 8601. */
export interface AttendanceEvent {
  conversationId: number;
  userId: number;
  action: 'joined' | 'left';
  at: string;
}

/** Who is in the room of which conversation, over all dialects that have rooms (protocols, finer decision 13). */
export interface Attendance {
  /** One more socket of the user is in the room. */
  enter(conversationId: number, userId: number): void;
  /** One socket fewer. */
  exit(conversationId: number, userId: number): void;
  /** Users with a socket in the room, on any instance, in the order in which they came. */
  of(conversationId: number): number[];
  /** The roster says that the user is in the room now, on whatever instance, or on none any more. */
  changed(conversationId: number, userId: number, present: boolean): void;
}

interface AttendanceParts {
  roster: Pick<Roster, 'add' | 'remove'>;
  tell: (event: AttendanceEvent) => void;
}

/** Counts the sockets of this instance, and tells of the first and the last of each user on any. */
export function createAttendance({ roster, tell }: AttendanceParts): Attendance {
  const sockets = new Map<`room ${number} ${number}`, number>();
  const rooms = new Map<number, Set<number>>();

  return {
    enter(conversationId, userId) {
      const fact = `room ${conversationId} ${userId}` as const;
      sockets.set(fact, (sockets.get(fact) ?? 0) + 1);
      roster.add(fact);
    },
    exit(conversationId, userId) {
      const fact = `room ${conversationId} ${userId}` as const;
      const left = (sockets.get(fact) ?? 1) - 1;
      if (left > 0) {
        sockets.set(fact, left);
        return;
      }
      sockets.delete(fact);
      roster.remove(fact);
    },
    of: (conversationId) => [...(rooms.get(conversationId) ?? [])],
    changed(conversationId, userId, present) {
      const room = rooms.get(conversationId) ?? new Set();
      if (present) rooms.set(conversationId, room.add(userId));
      else if (room.delete(userId) && room.size === 0) rooms.delete(conversationId);
      const action = present ? 'joined' : 'left';
      tell({ conversationId, userId, action, at: new Date().toISOString() });
    },
  };
}
