import type { Bus } from '#server/core/bus.ts';
import type { SessionStore } from '#server/core/identity-store.ts';
import type { ConversationStore } from '#server/core/store.ts';
import type { Connections } from './connections.ts';
import type { Memberships } from './memberships.ts';

const POLL_MS = 1_000;

interface RevocationsParts {
  sessions: Pick<SessionStore, 'endedSince'>;
  conversations: Pick<ConversationStore, 'leftSince'>;
  connections: Connections;
  memberships: Pick<Memberships, 'has' | 'refresh'>;
  bus: Bus;
  failed: (error: unknown) => void;
}

/**
 * Ends the sockets of sessions that were ended (sign-out, revoked tokens, a disabled account) or have expired, and takes
 * those out of a conversation who are no longer in it, within two seconds: at once by the bus, and by asking the store
 * each second, since the bus may lose an event.
 */
export function createRevocations(parts: RevocationsParts) {
  const { sessions, conversations, connections, memberships, bus, failed } = parts;
  const watched = new Map<number, () => void>();
  let since: string | null = null;
  let leftSince: string | null = null;
  let asking = false;

  const timer = setInterval(() => void poll(), POLL_MS);
  timer.unref();

  async function poll() {
    connections.endExpired(Date.now());
    if (asking || connections.size === 0) return;
    asking = true;
    try {
      const [ended, gone] = await Promise.all([
        sessions.endedSince(since),
        conversations.leftSince(leftSince),
      ]);
      since = ended.now;
      leftSince = gone.now;
      connections.endSessions(ended.ids);
      const users = gone.left.filter(({ conversationId, userId }) => memberships.has(userId, conversationId));
      await Promise.all([...new Set(users.map(({ userId }) => userId))].map(memberships.refresh));
    } catch (error) {
      failed(error);
    } finally {
      asking = false;
    }
  }

  return {
    /** The user has a socket here. */
    watch(userId: number) {
      if (watched.has(userId)) return;
      const stop = bus.subscribe(`user:${userId}`, (event) => {
        if (event.type === 'sessions-ended') connections.endSessions(event.sessionIds);
      });
      watched.set(userId, stop);
    },
    /** A socket of the user closed. */
    unwatch(userId: number) {
      if (connections.ofUser(userId).size > 0) return;
      watched.get(userId)?.();
      watched.delete(userId);
    },
    stop: () => clearInterval(timer),
  };
}
