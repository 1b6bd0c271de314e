import type { HubPayload } from '#server/protocol/hub.ts';
import type { Clock } from './clock.ts';
import type { Request } from './requests.ts';
import { type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';

/** Who typed last longer ago than this types no more. */
const EXPIRY_MS = 6_000;
/** The others are told again at most this often. */
const THROTTLE_MS = 3_000;

interface TypingParts {
  store: Store<RealtimeState>;
  request: Request;
  clock: Clock;
}

/** Who types, and telling the others that one types oneself. What is lost here is lost: it expires by itself. */
export interface TypingSignals {
  heard(event: HubPayload<'typing'>): void;
  /** Somebody's message came: they have typed it. */
  wrote(conversationId: number, userId: number): void;
  /** The connection is gone, and with it every sign of typing. */
  clear(): void;
  notify(conversationId: number): void;
  stop(conversationId: number): void;
  /** One's own message was sent, which tells the others by itself. */
  sent(conversationId: number): void;
}

export function createTyping({ store, request, clock }: TypingParts): TypingSignals {
  /** Until when, by user, by conversation. */
  const until = new Map<number, Map<number, number>>();
  const told = new Map<number, number>();
  let cancel: (() => void) | null = null;

  function show(conversationId: number) {
    const users = until.get(conversationId);
    const who = users && users.size > 0 ? [...users.keys()] : undefined;
    store.update((state) => ({ ...state, typing: withEntry(state.typing, conversationId, who) }));
  }

  function forget(conversationId: number, userId: number) {
    if (until.get(conversationId)?.delete(userId)) show(conversationId);
  }

  function expire() {
    cancel = null;
    const now = clock.now();
    for (const [conversationId, users] of until)
      for (const [userId, end] of users) if (end <= now) forget(conversationId, userId);
    schedule();
  }

  /** One timer for all: it goes off when the next one expires. */
  function schedule() {
    const ends = [...until.values()].flatMap((users) => [...users.values()]);
    if (cancel || ends.length === 0) return;
    cancel = clock.after(Math.min(...ends) - clock.now(), expire);
  }

  function tell(conversationId: number, typing: boolean) {
    if (store.get().connection !== 'online') return;
    request('conversation.typing', { conversationId, typing }).catch(() => {});
  }

  return {
    heard({ conversationId, userId, typing }) {
      if (userId === store.get().account.id) return;
      if (!typing) return forget(conversationId, userId);
      const users = until.get(conversationId) ?? new Map<number, number>();
      const isNew = !users.has(userId);
      users.set(userId, clock.now() + EXPIRY_MS);
      until.set(conversationId, users);
      if (isNew) show(conversationId);
      schedule();
    },
    wrote: forget,
    clear() {
      until.clear();
      told.clear();
      store.update((state) => (state.typing.size === 0 ? state : { ...state, typing: new Map() }));
    },
    notify(conversationId) {
      const last = told.get(conversationId);
      if (last !== undefined && clock.now() - last < THROTTLE_MS) return;
      told.set(conversationId, clock.now());
      tell(conversationId, true);
    },
    stop(conversationId) {
      if (told.delete(conversationId)) tell(conversationId, false);
    },
    sent: (conversationId) => void told.delete(conversationId),
  };
}
