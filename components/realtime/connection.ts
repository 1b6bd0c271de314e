import { HUB_VERSION, type HubEvent, type HubPayload } from '#server/protocol/hub.ts';
import type { ErrorCode } from '#server/protocol/errors.ts';
import { fullJitter } from './backoff.ts';
import type { BrowserSignals } from './browser-signals.ts';
import type { Clock } from './clock.ts';
import type { HubSocket, OpenSocket } from './socket.ts';
import type { ConnectionState } from './types.ts';

/** A connection that is not taken in within this time is given up and tried again. */
const READY_MS = 10_000;
/** A server that is going down needs a moment: the jitter begins at 2 s. */
const DRAINED_ATTEMPT = 2;

/** With these the server says that this user is signed out: no use in trying again. */
const signedOut: ReadonlySet<string> = new Set<ErrorCode>([
  'unauthorized',
  'token_missing',
  'token_invalid',
  'session_ended',
]);

export interface ConnectionParts {
  /** The user whom the page was rendered for. */
  userId: number;
  open: OpenSocket;
  signals: BrowserSignals;
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  onState: (state: ConnectionState) => void;
  /** Every push of the server, `ready` included. */
  onEvent: <E extends HubEvent>(event: E, payload: HubPayload<E>) => void;
  /** The server speaks a newer dialect than this page: it must be loaded anew. */
  onOutdated: () => void;
}

export interface Connection {
  state(): ConnectionState;
  /** The socket while it is online. */
  socket(): HubSocket | null;
  start(): void;
  /** Closes and forgets everything; `start` begins anew. */
  stop(): void;
}

/** The one connection of a page: keeps itself alive until it is stopped, or ended by the server. */
export function createConnection(parts: ConnectionParts): Connection {
  const { userId, open, signals, clock, random, onState, onEvent, onOutdated } = parts;
  let state: ConnectionState = 'connecting';
  let socket: HubSocket | null = null;
  let attempt = 0;
  let cancelTimer = () => {};
  let unsubscribe = () => {};

  function become(next: ConnectionState) {
    if (state === next) return;
    state = next;
    onState(next);
  }

  /** A socket that was given up says nothing more. */
  function dispose() {
    cancelTimer();
    cancelTimer = () => {};
    const old = socket;
    socket = null;
    old?.close();
  }

  function end() {
    dispose();
    unsubscribe();
    become('ended');
  }

  function connect() {
    dispose();
    const current = open({
      event(name, payload) {
        if (current !== socket) return;
        if (name === 'ready') return taken(payload as HubPayload<'ready'>);
        if (name === 'ended' && signedOut.has((payload as HubPayload<'ended'>).code)) return end();
        if (name === 'draining') attempt = DRAINED_ATTEMPT;
        onEvent(name, payload);
      },
      closed(code) {
        if (current !== socket) return;
        if (code !== undefined && signedOut.has(code)) return end();
        lost();
      },
    });
    socket = current;
    cancelTimer = clock.after(READY_MS, lost);
  }

  function taken(ready: HubPayload<'ready'>) {
    if (ready.version !== HUB_VERSION) return onOutdated();
    // Somebody else has signed in with this browser since: what is held here is not theirs.
    if (ready.account.id !== userId) return end();
    cancelTimer();
    attempt = 0;
    become('online');
    onEvent('ready', ready);
  }

  function lost() {
    dispose();
    become(signals.online() ? 'reconnecting' : 'offline');
    if (state === 'offline') return;
    cancelTimer = clock.after(fullJitter(attempt, random), connect);
    attempt += 1;
  }

  let wasVisible = true;
  function signalled() {
    const visible = signals.visible();
    const cameToFront = visible && !wasVisible;
    wasVisible = visible;
    if (!signals.online()) {
      if (state === 'offline') return;
      dispose();
      return become('offline');
    }
    if (state === 'offline') become('reconnecting');
    else if (!cameToFront || socket) return;
    connect();
  }

  return {
    state: () => state,
    socket: () => (state === 'online' ? socket : null),
    start() {
      attempt = 0;
      wasVisible = signals.visible();
      unsubscribe = signals.subscribe(signalled);
      if (signals.online()) connect();
      else become('offline');
    },
    stop() {
      dispose();
      unsubscribe();
      become('connecting');
    },
  };
}
