import { type BrowserSignals, browserSignals } from '#components/realtime/browser-signals.ts';
import { type FrameMessage, hostMessage } from './messages.ts';

/** What the page around the frame has told. */
export interface PanelState {
  /** What the site has signed of its user, null for nobody; undefined until it is told. */
  user: string | null | undefined;
  /** What it keeps of the visitor (kept-visitor.ts). */
  kept: string | null;
  open: boolean;
  /** How often somebody has opened it by hand: the focus is to go in each time. */
  entered: number;
}

export interface Panel {
  get(): PanelState;
  initial(): PanelState;
  subscribe(listener: () => void): () => void;
  /** What is seen in the panel is read, also while the focus is in the page around it. */
  signals: BrowserSignals;
  say(message: FrameMessage): void;
  /** Listens to the page around it, and says that it does; answers how to stop. */
  start(): () => void;
}

const closed: PanelState = { user: undefined, kept: null, open: false, entered: 0 };

/** The widget's panel, from inside: talks to the page around the frame, where that is of the origin `site`, and to no other. */
export function createPanel(site: string): Panel {
  let state = closed;
  const listeners = new Set<() => void>();
  const become = (next: Partial<PanelState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const say = (message: FrameMessage) => window.parent.postMessage(message, site);

  function hear({ source, origin, data }: MessageEvent) {
    if (source !== window.parent || origin !== site) return;
    const message = hostMessage.safeParse(data).data;
    if (message?.switchboard === 'user') become({ user: message.user, kept: message.kept });
    if (message?.switchboard === 'panel')
      become({ open: message.open, entered: state.entered + (message.focus ? 1 : 0) });
    if (message?.switchboard === 'scheme') {
      const address = new URL(window.location.href);
      address.pathname = address.pathname.replace(/[a-z]+$/, message.scheme);
      window.history.replaceState(null, '', address);
    }
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    get: () => state,
    initial: () => closed,
    subscribe,
    signals: {
      ...browserSignals,
      attentive: () => state.open && browserSignals.visible(),
      subscribe(listener) {
        const stops = [subscribe(listener), browserSignals.subscribe(listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    say,
    start() {
      window.addEventListener('message', hear);
      say({ switchboard: 'hello' });
      return () => window.removeEventListener('message', hear);
    },
  };
}
