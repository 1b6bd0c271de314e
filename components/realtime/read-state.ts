import type { BrowserSignals } from './browser-signals.ts';
import type { Clock } from './clock.ts';
import type { Request } from './requests.ts';
import { type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';

/** Messages that come in a row are marked together. */
const DEBOUNCE_MS = 300;

interface ReadParts {
  store: Store<RealtimeState>;
  request: Request;
  clock: Clock;
  signals: Pick<BrowserSignals, 'attentive'>;
}

/** Moves the reader's pointer, which only grows: here at once, at the server a moment later, and again after `ready`. */
export interface ReadMarker {
  /** The reader is at the end of a conversation, whose last message is `seq`; null: no longer. */
  atEnd(conversationId: number, seq: number | null): void;
  /** The tab may have come to the front. */
  signalled(): void;
  ready(): void;
}

export function createReadMarker({ store, request, clock, signals }: ReadParts): ReadMarker {
  const ends = new Map<number, number>();
  /** Marked here and not acknowledged yet. */
  const owed = new Map<number, number>();
  let cancel: (() => void) | null = null;

  function mark(conversationId: number, seq: number) {
    const summary = store.get().summaries.get(conversationId);
    if (!summary || seq <= summary.readSeq) return;
    store.update((state) => ({
      ...state,
      summaries: withEntry(state.summaries, conversationId, { ...summary, readSeq: seq }),
    }));
    owed.set(conversationId, seq);
    cancel?.();
    cancel = clock.after(DEBOUNCE_MS, flush);
  }

  function flush() {
    cancel = null;
    for (const [conversationId, seq] of owed) void tell(conversationId, seq);
  }

  async function tell(conversationId: number, seq: number) {
    try {
      await request('conversation.read', { conversationId, seq });
    } catch {
      // Still owed: told again when there is a connection.
      return;
    }
    if (owed.get(conversationId) === seq) owed.delete(conversationId);
  }

  function look() {
    if (signals.attentive()) for (const [conversationId, seq] of ends) mark(conversationId, seq);
  }

  return {
    atEnd(conversationId, seq) {
      if (seq === null) return void ends.delete(conversationId);
      ends.set(conversationId, seq);
      look();
    },
    signalled: look,
    ready: flush,
  };
}
