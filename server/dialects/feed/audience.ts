import type { Session } from '#server/core/session.ts';
import type { RawSocket } from '#server/realtime/raw-socket.ts';

/** A signed-in socket. */
export interface Listener {
  socket: RawSocket;
  session: Session;
}

/** The signed-in sockets of the dialect here, by user. */
export interface Audience {
  add(listener: Listener): void;
  remove(listener: Listener): void;
  of(userId: number): ReadonlySet<Listener>;
  all(): Iterable<Listener>;
  readonly empty: boolean;
}

const NOBODY: ReadonlySet<Listener> = new Set();

export function createAudience(): Audience {
  const byUser = new Map<number, Set<Listener>>();
  return {
    add(listener) {
      const userId = listener.session.account.id;
      byUser.set(userId, (byUser.get(userId) ?? new Set()).add(listener));
    },
    remove(listener) {
      const userId = listener.session.account.id;
      const mine = byUser.get(userId);
      mine?.delete(listener);
      if (mine?.size === 0) byUser.delete(userId);
    },
    of: (userId) => byUser.get(userId) ?? NOBODY,
    *all() {
      for (const listeners of byUser.values()) yield* listeners;
    },
    get empty() {
      return byUser.size === 0;
    },
  };
}
