import type { HubPayload } from '#server/protocol/hub.ts';
import type { BrowserSignals } from './browser-signals.ts';
import type { Request } from './requests.ts';
import { type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';

interface ViewingParts {
  store: Store<RealtimeState>;
  request: Request;
  signals: Pick<BrowserSignals, 'visible'>;
}

/** Which support chat an admin has open, told to the others, and which of them have it open. What is lost expires with the socket. */
export interface Viewing {
  /** Says that the chat is on screen; answers how to say that it no longer is. */
  watch(conversationId: number): () => void;
  heard(event: HubPayload<'viewers'>): void;
  /** A new socket knows nothing of what is on screen. */
  ready(): void;
  /** The tab may have come to the front, or gone. */
  signalled(): void;
  /** The connection is gone, and with it all that was known of the others. */
  clear(): void;
}

export function createViewing({ store, request, signals }: ViewingParts): Viewing {
  let watched: number | null = null;
  /** What this socket was told last. */
  let told: number | null = null;
  let scheduled = false;

  function tell() {
    scheduled = false;
    // A chat in a tab behind others is not looked at.
    const shown = signals.visible() ? watched : null;
    if (shown === told || store.get().connection !== 'online') return;
    told = shown;
    // A refusal is the answer: one's own chat is looked after by the others.
    request('support.view', { conversationId: shown }).catch(() => {});
  }
  /** From one chat to the next it is told once. */
  function schedule() {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(tell);
  }

  return {
    watch(conversationId) {
      watched = conversationId;
      schedule();
      return () => {
        store.update((state) => ({ ...state, viewers: withEntry(state.viewers, conversationId, undefined) }));
        if (watched !== conversationId) return;
        watched = null;
        schedule();
      };
    },
    heard({ conversationId, userIds }) {
      if (conversationId !== watched) return;
      store.update((state) => ({ ...state, viewers: withEntry(state.viewers, conversationId, userIds) }));
    },
    ready() {
      told = null;
      tell();
    },
    signalled: schedule,
    clear() {
      told = null;
      store.update((state) => (state.viewers.size === 0 ? state : { ...state, viewers: new Map() }));
    },
  };
}
