import type { Bus } from '#server/core/bus.ts';
import { createRateLimit } from '#server/core/rate-limit.ts';
import { createSequencer } from '#server/core/sequencer.ts';
import type { Seats } from '#server/core/seats.ts';
import type { Session } from '#server/core/session.ts';
import type { Card, Store } from '#server/core/store.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import { type Attendance, createAttendance } from './attendance.ts';
import { createCatchUp } from './catch-up.ts';
import { createCoalescing } from './coalescing.ts';
import type { Connection } from './connection.ts';
import { createConnections } from './connections.ts';
import type { Dialect } from './dialect.ts';
import { createDirectory } from './directory.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createMemberships } from './memberships.ts';
import { createOvertaken } from './overtaken.ts';
import { createPresences, type Presences } from './presence.ts';
import { createRevocations } from './revocations.ts';
import { createRoster } from './roster.ts';
import { createViewings, type Viewings } from './viewings.ts';

interface RealtimeParts {
  store: Store;
  bus: Bus;
  seats: Seats;
  failed: (error: unknown) => void;
}

/** What the dialects share: who is connected, what they may hear, and the one stream of changes. */
export interface Realtime {
  register(dialect: Dialect): void;
  /**
   * Takes a socket in: when it resolves, every conversation of the user is followed here (`conversationsOf`), so that
   * whatever is committed from now on reaches the dialect. Errors: too_many_connections, unavailable.
   */
  open(connection: Connection): Promise<void>;
  close(connection: Connection): void;
  /** Passes on that somebody types; what is over the limit, or none of their business, is ignored. */
  typing(session: Session, conversationId: number, typing: boolean): void;
  /** Counts a join; false where there were too many: what is over the limit is ignored. */
  mayJoin(session: Session): boolean;
  /**
   * Whether the user is in the conversation, as far as is known here at this moment. Whoever joins a socket to a room
   * asks this last: what is known here is told first who was removed.
   */
  isIn(userId: number, conversationId: number): boolean;
  /** Reads again what the user is in, for a conversation so new that it is not followed here yet. */
  refresh(userId: number): Promise<void>;
  conversationsOf(userId: number): readonly number[];
  /** Users with a socket here who are in the conversation. */
  usersIn(conversationId: number): Iterable<number>;
  /** Who is in which room; `createRooms` tells it. */
  attendance: Attendance;
  /** What is known of a conversation without its messages; undefined where there is none. */
  card(conversationId: number): Promise<Card | undefined>;
  presences: Pick<Presences, 'get' | 'around' | 'online'>;
  /** Who has which support chat open at the desk. */
  viewings: Pick<Viewings, 'look'>;
  /** Open sockets, and users who have one. */
  stats(): { connections: number; users: number; conversations: number };
  /** Tells every socket to connect again elsewhere, waits for what they have asked for, and stops. */
  drain(): Promise<void>;
}

export function createRealtime({ store, bus, seats, failed }: RealtimeParts): Realtime {
  const dialects: Dialect[] = [];
  const tell = (work: (dialect: Dialect) => void) => {
    for (const dialect of dialects) {
      try {
        work(dialect);
      } catch (error) {
        failed(error);
      }
    }
  };
  const connections = createConnections();
  const typingLimit = createRateLimit({ count: 100, windowMs: 10_000 });
  const joinLimit = createRateLimit({ count: 100, windowMs: 10_000 });

  const sequencer = createSequencer({
    changes: async (conversationId, since) =>
      (await store.conversations.changes(conversationId, null, since, limits.changesPage))?.delta,
    deliver(delta, fresh) {
      // Authority first: whoever was removed by this delta does not hear of the rest of it.
      for (const { userId, leftAt } of delta.participants)
        memberships.observe(userId, delta.conversationId, delta, leftAt === null);
      coalescing.push(delta, fresh);
      heartbeat.changed(delta.conversationId, delta.version);
    },
    failed,
  });

  const coalescing = createCoalescing({
    send: (delta, fresh) => directory.deliver(delta, fresh),
    audience: (conversationId) =>
      dialects.reduce((sum, dialect) => sum + dialect.audience(conversationId), 0),
  });
  /** Of what must not overtake the changes before it. */
  const tellAfterChanges = (conversationId: number, work: (dialect: Dialect) => void) => {
    coalescing.flush(conversationId);
    tell(work);
  };

  const directory = createDirectory({
    store,
    tell: (delta, scene) => tell((dialect) => dialect.changes(delta, scene)),
    failed,
  });

  const memberships = createMemberships({
    store: store.conversations,
    bus,
    sequencer,
    joined: (userId, conversationId) =>
      tellAfterChanges(conversationId, (dialect) => dialect.joined?.(userId, conversationId)),
    left: (userId, conversationId) =>
      tellAfterChanges(conversationId, (dialect) => dialect.left?.(userId, conversationId)),
    happened(event) {
      if (event.type === 'typing') tell((dialect) => dialect.typing?.(event));
      else if (event.type === 'read')
        tellAfterChanges(event.conversationId, (dialect) => dialect.read?.(event));
      else if (event.type === 'run') tell((dialect) => dialect.run?.(event.run));
      else tell((dialect) => dialect.runText?.(event));
    },
  });

  const roster = createRoster({
    bus,
    changed(fact, present, vanished) {
      const [kind, first = '', second] = fact.split(' ');
      if (kind === 'online') presences.changed(Number(first), present, vanished);
      else if (kind === 'view') viewings.changed(Number(first), Number(second), present);
      else attendance.changed(Number(first), Number(second), present);
    },
  });
  const attendance = createAttendance({
    roster,
    tell: (event) => tell((dialect) => dialect.attendance?.(event)),
  });
  const viewings = createViewings({
    roster,
    isOpen: (session) =>
      [...connections.ofUser(session.account.id)].some((connection) => connection.session === session),
    tell: (event) => tell((dialect) => dialect.viewers?.(event)),
  });
  const presences = createPresences({
    users: store.users,
    roster,
    gone: memberships.exit,
    tell: (presence, { conversationIds, contactIds }) =>
      tell((dialect) => dialect.presence?.(presence, conversationIds, contactIds)),
    failed,
  });

  const heartbeat = createHeartbeat({
    heads: store.conversations.heads,
    sequencer,
    head: (conversationId, version) =>
      tellAfterChanges(conversationId, (dialect) => dialect.head?.(conversationId, version)),
    failed,
  });
  const revocations = createRevocations({
    sessions: store.sessions,
    conversations: store.conversations,
    connections,
    memberships,
    bus,
    failed,
  });
  const catchUp = createCatchUp({ bus, store: store.conversations, sequencer, memberships, failed });
  const stopDesk = bus.subscribe('desk', (event) => tell((dialect) => dialect.desk?.(event)));
  const stopPins = bus.subscribe('pins', (event) => tell((dialect) => dialect.pins?.(event)));
  const stopNotes = bus.subscribe('notes', (event) => tell((dialect) => dialect.note?.(event)));
  const overtaken = createOvertaken();
  const stopSupport = bus.subscribe('support', (event) => {
    const { conversationId, version, change } = event;
    // That a chat was opened is news whenever it comes.
    if (overtaken(conversationId, version) && change !== 'opened') return;
    tellAfterChanges(conversationId, (dialect) => dialect.support?.(event));
  });

  let draining = false;
  function close(connection: Connection) {
    if (!connections.remove(connection)) return;
    const userId = connection.session.account.id;
    const left = connections.ofUser(userId).size;
    seats.set(userId, left);
    revocations.unwatch(userId);
    viewings.leave(connection.session);
    if (left === 0) presences.disconnected(userId);
  }

  return {
    register: (dialect) => void dialects.push(dialect),
    async open(connection) {
      if (draining) throw new ChatError('unavailable');
      const userId = connection.session.account.id;
      connections.add(connection);
      presences.connecting(userId);
      if (!(await seats.claim(userId, connections.ofUser(userId).size))) {
        close(connection);
        throw new ChatError('too_many_connections');
      }
      // It closed meanwhile.
      if (!connections.ofUser(userId).has(connection)) throw new ChatError('unavailable');
      revocations.watch(userId);
      try {
        await memberships.enter(userId);
      } catch (error) {
        failed(error);
        close(connection);
        throw new ChatError('unavailable');
      }
      if (connections.ofUser(userId).has(connection)) presences.connected(userId);
    },
    close,
    typing({ account }, conversationId, typing) {
      if (!memberships.has(account.id, conversationId) || typingLimit.take(String(account.id)) > 0) return;
      bus.publish(`conversation:${conversationId}`, {
        type: 'typing',
        conversationId,
        userId: account.id,
        email: account.email,
        typing,
      });
    },
    mayJoin: ({ account }) => joinLimit.take(String(account.id)) === 0,
    isIn: memberships.has,
    refresh: memberships.refresh,
    conversationsOf: memberships.conversationsOf,
    usersIn: memberships.usersIn,
    attendance,
    card: directory.card,
    presences,
    viewings,
    stats: () => ({
      connections: connections.size,
      users: [...connections.users()].length,
      conversations: sequencer.followed().length,
    }),
    async drain() {
      draining = true;
      coalescing.stop();
      heartbeat.stop();
      revocations.stop();
      catchUp.stop();
      await Promise.all([...connections.all()].map((connection) => connection.drain()));
      await presences.close();
      roster.close();
      stopDesk();
      stopPins();
      stopNotes();
      stopSupport();
    },
  };
}
