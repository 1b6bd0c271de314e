import type { Delta, Message } from '#server/protocol/conversation.ts';

/** A change costs the server some ten microseconds for each socket: with this pause one room never fills a core. */
const PAUSE_MS_PER_SOCKET = 0.05;
/** Rooms that would rest less are told at once, always. */
const SHORTEST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

interface News {
  delta: Delta;
  /** Those of its messages that were not there before, by `seq`. */
  fresh: readonly Message[];
}

interface CoalescingParts {
  send: (delta: Delta, fresh: readonly Message[]) => void;
  /** Sockets that hear of the conversation. */
  audience: (conversationId: number) => number;
}

/**
 * Bounds what a busy large room costs. The first change is sent at once; then the room rests for as long as its size
 * asks for (50 ms for a thousand sockets), and what came meanwhile is sent as one.
 */
export interface Coalescing {
  push(delta: Delta, fresh: readonly Message[]): void;
  /** Sends what waits, before something that must not overtake it. */
  flush(conversationId: number): void;
  /** Sends all that waits; no room rests any more. */
  stop(): void;
}

export function createCoalescing({ send, audience }: CoalescingParts): Coalescing {
  /** Resting rooms, with what has come since. */
  const resting = new Map<number, News | undefined>();
  let stopped = false;

  function push(delta: Delta, fresh: readonly Message[]) {
    const { conversationId } = delta;
    if (resting.has(conversationId)) {
      const earlier = resting.get(conversationId);
      resting.set(conversationId, earlier ? join(earlier, { delta, fresh }) : { delta, fresh });
      return;
    }
    send(delta, fresh);
    const pause = Math.min(audience(conversationId) * PAUSE_MS_PER_SOCKET, LONGEST_PAUSE_MS);
    if (stopped || pause < SHORTEST_PAUSE_MS) return;
    resting.set(conversationId, undefined);
    setTimeout(() => wake(conversationId), pause);
  }

  function wake(conversationId: number) {
    const waiting = resting.get(conversationId);
    resting.delete(conversationId);
    if (waiting) push(waiting.delta, waiting.fresh);
  }

  return {
    push,
    flush(conversationId) {
      const waiting = resting.get(conversationId);
      if (!waiting) return;
      resting.set(conversationId, undefined);
      send(waiting.delta, waiting.fresh);
    },
    stop() {
      stopped = true;
      for (const conversationId of [...resting.keys()]) wake(conversationId);
    },
  };
}

/** Two deltas, one after the other, as the one that catch-up would answer: each row once, at its last change. */
function join(first: News, next: News): News {
  const people = new Set(next.delta.participants.map(({ userId }) => userId));
  const messages = new Set(next.delta.messages.map(({ id }) => id));
  const delta = {
    ...next.delta,
    since: first.delta.since,
    conversation: next.delta.conversation ?? first.delta.conversation,
    messages: [...first.delta.messages.filter(({ id }) => !messages.has(id)), ...next.delta.messages],
    participants: [
      ...first.delta.participants.filter(({ userId }) => !people.has(userId)),
      ...next.delta.participants,
    ],
  };
  const fresh = new Set([...first.fresh, ...next.fresh].map(({ id }) => id));
  return {
    delta,
    fresh: delta.messages.filter(({ id }) => fresh.has(id)).toSorted((a, b) => a.seq - b.seq),
  };
}
