import type { Connection } from './connection.ts';

/** The sockets of this instance, by user and by session. */
export interface Connections {
  add(connection: Connection): void;
  /** Answers whether it was there. */
  remove(connection: Connection): boolean;
  ofUser(userId: number): ReadonlySet<Connection>;
  /** Users with a socket here. */
  users(): Iterable<number>;
  all(): Iterable<Connection>;
  /** Closes the sockets of these sessions. */
  endSessions(sessionIds: Iterable<string>): void;
  /** Closes the sockets whose session has expired at `now` (milliseconds). */
  endExpired(now: number): void;
  readonly size: number;
}

const NONE: ReadonlySet<Connection> = new Set();

export function createConnections(): Connections {
  const byUser = new Map<number, Set<Connection>>();
  const bySession = new Map<string, Set<Connection>>();
  const all = new Set<Connection>();

  const put = <K>(index: Map<K, Set<Connection>>, key: K, connection: Connection) => {
    const set = index.get(key);
    if (set) set.add(connection);
    else index.set(key, new Set([connection]));
  };
  const drop = <K>(index: Map<K, Set<Connection>>, key: K, connection: Connection) => {
    const set = index.get(key);
    set?.delete(connection);
    if (set?.size === 0) index.delete(key);
  };

  return {
    add(connection) {
      const { account, id } = connection.session;
      put(byUser, account.id, connection);
      put(bySession, id, connection);
      all.add(connection);
    },
    remove(connection) {
      if (!all.delete(connection)) return false;
      drop(bySession, connection.session.id, connection);
      drop(byUser, connection.session.account.id, connection);
      return true;
    },
    ofUser: (userId) => byUser.get(userId) ?? NONE,
    users: () => byUser.keys(),
    all: () => all,
    endSessions(sessionIds) {
      for (const id of sessionIds)
        for (const connection of [...(bySession.get(id) ?? NONE)]) connection.end('session_ended');
    },
    endExpired(now) {
      for (const connection of [...all])
        if (connection.session.expiresAt <= now) connection.end('token_invalid');
    },
    get size() {
      return all.size;
    },
  };
}
