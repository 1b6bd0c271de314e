import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import type { ErrorView } from '#server/protocol/errors.ts';
import {
  HUB_NAMESPACE,
  type HubAck,
  type HubCommand,
  type HubEvent,
  type HubInput,
  type HubOutput,
  type HubPayload,
} from '#server/protocol/hub.ts';
import { checkAcknowledgement, checkEvent } from './contract/sockets.ts';
import { PATIENCE_MS, within } from './until.ts';

type Heard = { [E in HubEvent]: { event: E; payload: HubPayload<E> } }[HubEvent];

export type HubClient = ReturnType<typeof listen>;

type Options = Partial<ManagerOptions & SocketOptions>;

/** A socket that the server has taken in. */
export async function connect(address: string, token: string): Promise<HubClient> {
  const client = listen(openSocket(address, { auth: { token } }));
  await client.next('ready');
  return client;
}

/** What the server says to a socket that it does not let in. */
export async function connectRefused(address: string, options: Options): Promise<ErrorView | undefined> {
  const socket = openSocket(address, options);
  const refused = new Promise<Error & { data?: ErrorView }>((resolve, reject) => {
    socket.once('connect_error', resolve);
    socket.once('connect', () => reject(new Error('The socket was let in')));
  });
  try {
    return (await within(refused, () => 'a refusal')).data;
  } finally {
    socket.close();
  }
}

/** One that never comes back by itself: a test sees every end. */
export function openSocket(address: string, options: Options) {
  return io(`${address}${HUB_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
}

/**
 * Collects what a socket hears from its beginning, and waits for what is to come. What the AsyncAPI document does not have
 * fails the test.
 */
export function listen(socket: ReturnType<typeof openSocket>) {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let ended: string | undefined;
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.onAny((event: HubEvent, payload: unknown) => {
    heard.push({ event, payload } as Heard);
    wake();
    checkEvent('hub', event, payload);
  });
  socket.on('disconnect', (reason) => {
    ended = reason;
    wake();
  });
  socket.on('connect_error', (error) => {
    ended = error.message;
    wake();
  });

  /** Resolves with the first answer that `look` gives; it is asked whenever something was heard. */
  function when<T>(look: () => T | undefined, what: string): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const again = () => {
      const answer = look();
      if (answer === undefined) return;
      waiting.delete(again);
      resolve(answer);
    };
    waiting.add(again);
    again();
    return within(promise, () => `${what}; heard ${JSON.stringify(heard).slice(0, 2_000)}, ended: ${ended}`);
  }

  /** All payloads of one event so far. */
  const all = <E extends HubEvent>(event: E): HubPayload<E>[] =>
    heard.flatMap((one) => (one.event === event ? [one.payload as HubPayload<E>] : []));

  /** The raw acknowledgement, whatever is sent. */
  async function emit(name: string, ...args: unknown[]): Promise<HubAck<unknown>> {
    const answer = (await socket.timeout(PATIENCE_MS).emitWithAck(name, ...args)) as HubAck<unknown>;
    checkAcknowledgement('hub', name, answer);
    return answer;
  }

  const command = <C extends HubCommand>(name: C, input: HubInput<C>): Promise<HubAck<HubOutput<C>>> =>
    emit(name, input) as Promise<HubAck<HubOutput<C>>>;

  return {
    socket,
    heard,
    all,
    when,
    emit,
    command,
    /** The data of a command that must go well. */
    async ok<C extends HubCommand>(name: C, input: HubInput<C>): Promise<HubOutput<C>> {
      const answer = await command(name, input);
      if (answer.ok) return answer.data;
      throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`);
    },
    /** The error of a command that must be refused. */
    async refused<C extends HubCommand>(name: C, input: HubInput<C>): Promise<ErrorView> {
      const answer = await command(name, input);
      if (!answer.ok) return answer.error;
      throw new Error(`${name} went well: ${JSON.stringify(answer.data)}`);
    },
    /** The first payload of that event for which `matches` holds, heard already or to come. */
    next: <E extends HubEvent>(
      event: E,
      matches: (payload: HubPayload<E>) => boolean = () => true,
    ): Promise<HubPayload<E>> => when(() => all(event).find(matches), event),
    /** Resolves when the socket is closed, with the reason. */
    closed: (): Promise<string> => when(() => ended, 'the end of the socket'),
    /** Resolves when all that the server had sent until now has arrived: answers come in order. */
    async settled(): Promise<void> {
      await emit('presence.get', { userIds: [1] });
    },
    close: () => void socket.close(),
  };
}
