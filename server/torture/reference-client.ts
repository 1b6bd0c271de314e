import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { Delta, HistoryPage, Opened } from '#server/protocol/conversation.ts';
import type { HubAck, Sent } from '#server/protocol/hub.ts';
import type { Acknowledgement, View } from './checker.ts';
import { createHeld, type Held } from './held.ts';

/** Mistakes that a client can make, to see that they are found out. */
export interface Habits {
  /** Against rule 1: what it fetched before counts as current, and what it is pushed for what comes next. */
  fetchesBeforeItSubscribes?: boolean;
}

interface ClientParts {
  url: string;
  token: string;
  userId: number;
  name: string;
  habits?: Habits;
}

const ANSWER_MS = 10_000;
const RETRY_MS = 50;
const PAGE = 100;

export type ReferenceClient = ReturnType<typeof createReferenceClient>;

/**
 * A client that keeps the rules of the hub's PROTOCOL.md ("Staying in step"), written from that page: it holds whole
 * conversations, catches up after every connection, hole and heartbeat, and sends until it is answered.
 */
export function createReferenceClient({ url, token, userId, name, habits = {} }: ClientParts) {
  const held = new Map<number, Held>();
  /** The highest version heard of, for each conversation that is to be held. */
  const heads = new Map<number, number>();
  const catchingUp = new Set<number>();
  /** Sends that are not answered yet, in their order. */
  const outbox = new Map<string, () => void>();
  const acknowledged: Acknowledgement[] = [];
  const watchers = new Set<() => void>();
  let connections = 0;
  let online = false;
  let wanted = true;

  const socket = io(`${url}/hub`, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
  });

  async function request<T>(command: string, input: object): Promise<T> {
    const answer = (await socket.timeout(ANSWER_MS).emitWithAck(command, input)) as HubAck<T>;
    if (answer.ok) return answer.data;
    throw Object.assign(new Error(answer.error.message), answer.error);
  }

  /** Resolves when `look` says so; it is asked whenever something has changed. */
  function when(look: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const again = () => {
      if (!look()) return;
      watchers.delete(again);
      resolve();
    };
    watchers.add(again);
    again();
    return promise;
  }
  const wake = () => {
    for (const look of watchers) look();
  };

  /** Rule 2: everything anew. */
  async function fetchAnew(conversationId: number) {
    const { summary, participants } = await request<Opened>('conversation.open', { conversationId });
    const pages: HistoryPage[] = [];
    for (let after = 0, more = true; more;) {
      const page = await request<HistoryPage>('conversation.history', { conversationId, after, limit: PAGE });
      pages.push(page);
      after = page.messages.at(-1)?.seq ?? after;
      more = page.hasNewer;
    }
    const version = Math.min(summary.version, ...pages.map((page) => page.version));
    const messages = pages.flatMap((page) => page.messages);
    held.set(conversationId, createHeld(version, messages, participants));
    hear(conversationId, Math.max(...pages.map((page) => page.version)));
  }

  /** Rule 2: what lies after the cursor. */
  async function fetchChanges(conversationId: number, mine: Held) {
    for (let more = true; more;) {
      const since = mine.cursor();
      const answer = await request<{ delta: Delta; hasMore: boolean }>('conversation.changes', {
        conversationId,
        since,
      });
      mine.apply(answer.delta);
      more = answer.hasMore;
    }
  }

  const cursor = (id: number) => held.get(id)?.cursor() ?? 0;
  const behind = (id: number) => !held.has(id) || cursor(id) < (heads.get(id) ?? 0);
  const hear = (id: number, version: number) => void heads.set(id, Math.max(version, heads.get(id) ?? 0));

  /** Until nothing is known to be missing; only one at a time for each conversation. */
  async function catchUp(id: number) {
    if (catchingUp.has(id)) return;
    catchingUp.add(id);
    try {
      for (let connection = 0; connection !== connections || behind(id);) {
        connection = connections;
        const head = heads.get(id);
        const mine = held.get(id);
        await (mine ? fetchChanges(id, mine) : fetchAnew(id));
        // What was heard of before is not there: the store is the truth.
        if (behind(id) && heads.get(id) === head) heads.set(id, cursor(id));
      }
    } catch (error) {
      // Rules 8 and 9. Without a connection the next `ready` begins anew.
      const { code } = error as { code?: string };
      if (code === 'resync_required' || code === 'conversation_not_found') held.delete(id);
      if (code === 'conversation_not_found') heads.delete(id);
      setTimeout(() => online && heads.has(id) && void catchUp(id), RETRY_MS);
    } finally {
      catchingUp.delete(id);
      wake();
    }
  }

  socket.on('ready', () => {
    connections += 1;
    online = true;
    if (!habits.fetchesBeforeItSubscribes) for (const id of heads.keys()) void catchUp(id);
    for (const send of outbox.values()) send();
    wake();
  });
  // Socket.IO comes back by itself only when it was cut off, not when it was refused or told to go.
  const comeBack = () => setTimeout(() => wanted && !socket.active && socket.connect(), RETRY_MS);
  socket.on('connect_error', comeBack);
  socket.on('disconnect', () => {
    online = false;
    comeBack();
  });
  socket.on('changes', (delta: Delta) => {
    const { conversationId: id } = delta;
    if (!heads.has(id)) return;
    hear(id, delta.version);
    if (habits.fetchesBeforeItSubscribes) held.get(id)?.applyBlindly(delta);
    else if (!held.get(id)?.apply(delta)) void catchUp(id);
    wake();
  });
  socket.on('heads', (all: [number, number][]) => {
    for (const [id, version] of habits.fetchesBeforeItSubscribes ? [] : all) {
      if (!heads.has(id)) continue;
      hear(id, version);
      if (behind(id)) void catchUp(id);
    }
  });
  socket.on('removed', ({ conversationId }: { conversationId: number }) => {
    heads.delete(conversationId);
    held.delete(conversationId);
  });

  return {
    name,
    userId,
    /** Every answer to a send, in the order in which they came. */
    acknowledged,
    online: () => when(() => online),
    /** Begins to hold the conversation; resolves when it does. */
    async open(conversationId: number): Promise<void> {
      await when(() => online);
      heads.set(conversationId, 0);
      void catchUp(conversationId);
      await when(() => held.has(conversationId));
    },
    /** Rule 10: resolves when it is acknowledged, over however many connections that takes. */
    send(conversationId: number, content: string): Promise<Acknowledgement> {
      const clientId = randomUUID();
      const { promise, resolve } = Promise.withResolvers<Acknowledgement>();
      const attempt = async () => {
        try {
          const { id, seq } = await request<Sent>('message.send', { conversationId, content, clientId });
          const answer = { conversationId, senderId: userId, clientId, id, seq, content };
          acknowledged.push(answer);
          outbox.delete(clientId);
          resolve(answer);
        } catch {
          // Without a connection the next `ready` sends it again.
          setTimeout(() => online && outbox.has(clientId) && void attempt(), RETRY_MS);
        }
      };
      outbox.set(clientId, () => void attempt());
      if (online) void attempt();
      return promise;
    },
    /** Any other command, once, if it can be asked now: how it ends does not matter here. */
    attempt: async (command: string, input: object) =>
      online ? request(command, input).catch(() => undefined) : undefined,
    /** The answer to a command that must go well. */
    request,
    /** Goes away, and comes back: resolves when it is there again. */
    disconnect() {
      wanted = false;
      socket.disconnect();
    },
    async connect(): Promise<void> {
      wanted = true;
      const before = connections;
      socket.connect();
      await when(() => connections > before);
    },
    /** Resolves when it knows of that version of the conversation. */
    reached: (conversationId: number, version: number) => when(() => cursor(conversationId) >= version),
    view: (): View => ({
      reader: name,
      conversations: new Map([...held].map(([id, mine]) => [id, mine.shown()])),
    }),
    close() {
      wanted = false;
      socket.close();
    },
  };
}
