import type { Bus, ConversationEvent } from '#server/core/bus.ts';
import type { Cursor, Sequencer } from '#server/core/sequencer.ts';
import type { ConversationStore } from '#server/core/store.ts';

const RETRY_MS = 1_000;

interface MembershipsParts {
  store: Pick<ConversationStore, 'memberships'>;
  bus: Bus;
  sequencer: Sequencer;
  /** News only: what the user was in when the first socket came is asked with `conversationsOf`. */
  joined: (userId: number, conversationId: number) => void;
  left: (userId: number, conversationId: number) => void;
  /** What happens there besides changes. */
  happened: (event: Exclude<ConversationEvent, { type: 'changes' | 'head' }>) => void;
}

interface Member {
  conversations: Set<number>;
  /** Known once; only what comes after is news. */
  known: boolean;
  /** Reads of one user's conversations run one after the other. */
  reading: Promise<void>;
  /** Of which a change was observed since the last reading began: that is newer than what the reading says. */
  observed: Set<number>;
  unsubscribe: () => void;
}

/**
 * Which conversations the users with a socket here are in, kept true while they are connected, and which conversations
 * are followed on the bus because of that.
 */
export interface Memberships {
  /** The user has a socket here: resolves when their conversations are known and followed. */
  enter(userId: number): Promise<void>;
  /** The user's last socket here is gone. */
  exit(userId: number): void;
  /** Users with a socket here. */
  users(): Iterable<number>;
  /** Reads the user's conversations again. */
  refresh(userId: number): Promise<void>;
  /** A change of the conversation says that the user is in it, or no longer: takes effect at once. */
  observe(userId: number, conversationId: number, cursor: Cursor, inside: boolean): void;
  has(userId: number, conversationId: number): boolean;
  conversationsOf(userId: number): readonly number[];
  /** Users with a socket here who are in the conversation. */
  usersIn(conversationId: number): Iterable<number>;
}

export function createMemberships(parts: MembershipsParts): Memberships {
  const { store, bus, sequencer } = parts;
  const members = new Map<number, Member>();
  /** The local users who are in a conversation, and the end of its subscription. */
  const followed = new Map<number, { users: Set<number>; unsubscribe: () => void }>();

  function join(userId: number, member: Member, conversationId: number, cursor: Cursor) {
    if (member.conversations.has(conversationId)) return;
    member.conversations.add(conversationId);
    const follow = followed.get(conversationId);
    if (follow) follow.users.add(userId);
    else {
      sequencer.follow(conversationId, cursor);
      const unsubscribe = bus.subscribe(`conversation:${conversationId}`, (event) => {
        if (event.type === 'changes') sequencer.offer(event.delta);
        else if (event.type === 'head') sequencer.head(conversationId, event.version);
        else parts.happened(event);
      });
      followed.set(conversationId, { users: new Set([userId]), unsubscribe });
    }
    if (member.known) parts.joined(userId, conversationId);
  }

  function leave(userId: number, member: Member, conversationId: number) {
    if (!member.conversations.delete(conversationId)) return;
    parts.left(userId, conversationId);
    const follow = followed.get(conversationId);
    follow?.users.delete(userId);
    if (!follow || follow.users.size > 0) return;
    followed.delete(conversationId);
    follow.unsubscribe();
    sequencer.unfollow(conversationId);
  }

  async function read(userId: number, member: Member) {
    const { observed } = member;
    observed.clear();
    const current = await store.memberships(userId);
    if (members.get(userId) !== member) return;
    const ids = new Set(current.map(({ conversationId }) => conversationId));
    for (const id of [...member.conversations])
      if (!ids.has(id) && !observed.has(id)) leave(userId, member, id);
    for (const { conversationId, ...cursor } of current)
      if (!observed.has(conversationId)) join(userId, member, conversationId, cursor);
    member.known = true;
  }

  function refresh(userId: number): Promise<void> {
    const member = members.get(userId);
    if (!member) return Promise.resolve();
    const reading = member.reading.catch(() => undefined).then(() => read(userId, member));
    member.reading = reading;
    return reading;
  }

  /** What changed is read again and again while the store is away: nothing else would tell of it. */
  async function refreshUntilRead(userId: number) {
    while (members.has(userId)) {
      try {
        return await refresh(userId);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  return {
    enter(userId) {
      const known = members.get(userId);
      // A first reading that failed is made again for the next socket.
      if (known) return known.reading.catch(() => refresh(userId));
      const unsubscribe = bus.subscribe(`user:${userId}`, (event) => {
        if (event.type === 'memberships') void refreshUntilRead(userId);
      });
      members.set(userId, {
        conversations: new Set(),
        known: false,
        reading: Promise.resolve(),
        observed: new Set(),
        unsubscribe,
      });
      return refresh(userId);
    },
    exit(userId) {
      const member = members.get(userId);
      if (!member) return;
      member.unsubscribe();
      for (const id of [...member.conversations]) leave(userId, member, id);
      members.delete(userId);
    },
    users: () => members.keys(),
    refresh,
    observe(userId, conversationId, cursor, inside) {
      const member = members.get(userId);
      if (!member) return;
      member.observed.add(conversationId);
      if (inside) join(userId, member, conversationId, cursor);
      else leave(userId, member, conversationId);
    },
    has: (userId, conversationId) => members.get(userId)?.conversations.has(conversationId) ?? false,
    usersIn: (conversationId) => followed.get(conversationId)?.users ?? [],
    conversationsOf: (userId) => [...(members.get(userId)?.conversations ?? [])],
  };
}
