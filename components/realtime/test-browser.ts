import type { HubAck, HubCommand, HubEvent, HubPayload } from '#server/protocol/hub.ts';
import { HUB_VERSION } from '#server/protocol/hub.ts';
import type { BrowserSignals } from './browser-signals.ts';
import type { Clock } from './clock.ts';
import { errorView } from './command-error.ts';
import type { Environment } from './environment.ts';
import type { Channel } from './outbox-rows.ts';
import type { Exclusive } from './outbox-sender.ts';
import { createMemoryStorage, type OutboxStorage } from './outbox-storage.ts';
import type { HubSocket, OpenSocket, SocketListener } from './socket.ts';
import { person, type TestHub } from './test-hub.ts';
import type { Upload } from './upload.ts';

/** Lets everything happen that needs no time. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that stands still until it is told to go on. */
export function createManualClock() {
  let now = Date.UTC(2026, 5, 1);
  const timers = new Set<{ at: number; work: () => void }>();
  const clock: Clock = {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    ...clock,
    /** Goes on by `ms` and lets everything happen that falls due on the way. */
    async advance(ms: number) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        now = Math.max(now, due.at);
        due.work();
        await settle();
      }
      now = end;
    },
  };
}

/** What the browser says, as the test wants it. */
export function createTestSignals() {
  const said = { online: true, visible: true, attentive: true };
  const listeners = new Set<() => void>();
  const signals: BrowserSignals = {
    online: () => said.online,
    visible: () => said.visible,
    attentive: () => said.attentive,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    ...signals,
    say(change: Partial<typeof said>) {
      Object.assign(said, change);
      for (const listener of listeners) listener();
    },
  };
}

export type Fate = 'pass' | 'drop' | 'twice' | 'late';

interface TestSocket {
  listener: SocketListener;
  /** Conversations that it hears of. */
  rooms: Set<number>;
  open: boolean;
}

/** The way between one user's page and the hub, on which frames can be lost, doubled, held back, or cut off. */
export function createTestWire(hub: TestHub, userId: number) {
  const sockets = new Set<TestSocket>();
  const held: (() => void)[] = [];
  const wire = {
    /** What becomes of each frame; set by the test. */
    fate: (_frame: { kind: 'event' | 'command' | 'answer'; name: string }): Fate => 'pass',
    /** The server refuses to connect, with this code where there is one. */
    down: false as boolean | string,
    /** Commands in the order in which they reached the server. */
    log: [] as { command: HubCommand; input: unknown }[],
    /** Takes the place of the hub's answer, where it answers anything. */
    answer: (_command: HubCommand, _input: unknown): HubAck<unknown> | undefined => undefined,
    /** Takes a file to the server; the test may put another in its place. */
    upload: (async ({ blob, name }) => hub.addFile(name, blob.size)) satisfies Upload as Upload,
  };

  function carry(frame: { kind: 'event' | 'command' | 'answer'; name: string }, arrive: () => void) {
    const fate = wire.fate(frame);
    if (fate === 'drop') return;
    if (fate === 'late') return void held.push(arrive);
    queueMicrotask(arrive);
    if (fate === 'twice') queueMicrotask(arrive);
  }

  function push<E extends HubEvent>(socket: TestSocket, name: E, payload: HubPayload<E>) {
    carry({ kind: 'event', name }, () => socket.open && socket.listener.event(name, payload));
  }

  function pushAll<E extends HubEvent>(name: E, payload: HubPayload<E>) {
    for (const socket of sockets) push(socket, name, payload);
  }

  hub.onCommit((delta) => {
    const { conversationId } = delta;
    for (const socket of sockets) {
      const isMember = hub.isMember(userId, conversationId);
      if (isMember && !socket.rooms.has(conversationId)) push(socket, 'added', { conversationId });
      if (!isMember && socket.rooms.delete(conversationId)) push(socket, 'removed', { conversationId });
      if (!isMember) continue;
      socket.rooms.add(conversationId);
      push(socket, 'changes', delta);
    }
  });

  const open: OpenSocket = (listener) => {
    const socket: TestSocket = { listener, rooms: new Set(hub.conversationsOf(userId)), open: true };
    if (wire.down !== false) {
      const code = typeof wire.down === 'string' ? wire.down : undefined;
      queueMicrotask(() => socket.open && listener.closed(code));
    } else {
      sockets.add(socket);
      push(socket, 'ready', { version: HUB_VERSION, account: accountOf(userId) });
    }
    const answerTo = (command: HubCommand, input: unknown): HubAck<unknown> => {
      wire.log.push({ command, input });
      const planted = wire.answer(command, input);
      if (planted) return planted;
      try {
        // The test's input is what the command takes.
        return { ok: true, data: hub.run(userId, command, input as never) };
      } catch (error) {
        return { ok: false, error: errorView(error) };
      }
    };
    const opened: HubSocket = {
      send: (command, input, answered) =>
        carry({ kind: 'command', name: command }, () => {
          if (!socket.open) return;
          const answer = answerTo(command, input);
          // Socket.IO ignores a second acknowledgement, too.
          carry(
            { kind: 'answer', name: command },
            () => socket.open && answered(answer as Parameters<typeof answered>[0]),
          );
        }),
      close() {
        socket.open = false;
        sockets.delete(socket);
      },
    };
    return opened;
  };

  return Object.assign(wire, {
    open,
    pushAll,
    sockets: () => sockets.size,
    /** The heartbeat: names the heads of all the user's conversations. */
    beat() {
      for (const id of hub.conversationsOf(userId)) pushAll('heads', [[id, hub.head(id)]]);
    },
    /** Lets go of what was held back. */
    release() {
      for (const arrive of held.splice(0)) arrive();
    },
    /** Ends all connections from the server's side. */
    cut() {
      for (const socket of [...sockets]) {
        sockets.delete(socket);
        if (socket.open) socket.listener.closed(undefined);
        socket.open = false;
      }
    },
  });
}

export type TestWire = ReturnType<typeof createTestWire>;

export const accountOf = (userId: number) => {
  const { id, username, name, role } = person(userId);
  return { id, username, name, role, email: `${username}@example.com` };
};

/** What the tabs of one browser share. */
export function createTestProfile() {
  const storage: OutboxStorage = { ...createMemoryStorage(), close() {} };
  const tabs = new Set<(event: MessageEvent) => void>();
  let turn = Promise.resolve();
  const exclusive: Exclusive = (work) => {
    const run = turn.then(work);
    turn = run.catch(() => {});
    return run;
  };

  function channel(): Channel | null {
    const own = new Set<(event: MessageEvent) => void>();
    return {
      postMessage(data: unknown) {
        for (const hear of tabs)
          if (!own.has(hear)) queueMicrotask(() => hear(new MessageEvent('message', { data })));
      },
      addEventListener(_type, hear) {
        own.add(hear);
        tabs.add(hear);
      },
      close() {
        for (const hear of own) tabs.delete(hear);
      },
    };
  }

  return { storage, channel, exclusive, drafts: new Map<string, string>() };
}

export type TestProfile = ReturnType<typeof createTestProfile>;

/** The part of the browser's Storage that drafts need. */
function storageOf(texts: Map<string, string>): Storage {
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
    clear: () => texts.clear(),
    key: (at: number) => [...texts.keys()][at] ?? null,
    get length() {
      return texts.size;
    },
  };
  return storage;
}

/** A browser's world for one page. */
export function createTestEnvironment(
  wire: Pick<TestWire, 'open' | 'upload'>,
  profile = createTestProfile(),
) {
  const clock = createManualClock();
  const signals = createTestSignals();
  let reloads = 0;
  const environment: Environment = {
    clock,
    random: () => 0.5,
    signals,
    openSocket: wire.open,
    upload: (file, options) => wire.upload(file, options),
    openOutbox: async () => profile.storage,
    channel: profile.channel,
    exclusive: () => profile.exclusive,
    draftStorage: () => storageOf(profile.drafts),
    reload: () => (reloads += 1),
  };
  return { environment, clock, signals, reloads: () => reloads };
}
