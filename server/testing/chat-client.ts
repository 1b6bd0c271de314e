import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { checkAcknowledgement, checkEvent, dialectOf } from './contract/sockets.ts';
import { PATIENCE_MS, within } from './until.ts';
import type { TestUser } from './users.ts';

/** What a socket has heard: an event and its payload. */
export interface ChatEvent {
  event: string;
  payload: unknown;
}

export type ChatClient = ReturnType<typeof hear>;
type Options = Partial<ManagerOptions & SocketOptions>;

/**
 * Collects what a Socket.IO socket of that namespace hears, and waits for what is to come. What the AsyncAPI document does
 * not have fails the test.
 */
export function hear(socket: Socket, namespace: string) {
  const dialect = dialectOf(namespace);
  const heard: ChatEvent[] = [];
  const waiting = new Set<() => void>();
  let ended: string | undefined;
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.onAny((event: string, payload: unknown) => {
    heard.push({ event, payload });
    wake();
    checkEvent(dialect, event, payload);
  });
  const end = (reason: string) => {
    ended = reason;
    wake();
  };
  socket.on('disconnect', end);
  socket.on('connect_error', (error) => end(error.message));

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
  const all = <T = unknown>(event: string): T[] =>
    heard.flatMap((one) => (one.event === event ? [one.payload as T] : []));

  return {
    socket,
    heard,
    all,
    when,
    emit: (event: string, ...args: unknown[]) => void socket.emit(event, ...args),
    /** The acknowledgement of an event. */
    async ask(event: string, ...args: unknown[]): Promise<unknown> {
      const answer: unknown = await socket.timeout(PATIENCE_MS).emitWithAck(event, ...args);
      checkAcknowledgement(dialect, event, answer);
      return answer;
    },
    /** The payload number `place` (1, 2 …) of the event, heard already or to come. */
    next: <T = unknown>(event: string, place = 1): Promise<T> =>
      when(() => all<T>(event)[place - 1], `${event} number ${place}`),
    /** Resolves when the socket is closed or refused, with the reason. */
    closed: (): Promise<string> => when(() => ended, 'the end of the socket'),
    close: () => void socket.close(),
  };
}

/** A socket that never comes back by itself: a test sees every end. */
export const openChat = (address: string, options: Options): ChatClient =>
  hear(
    io(address, { transports: ['websocket'], forceNew: true, reconnection: false, ...options }),
    new URL(address).pathname,
  );

/** A socket of the user on `/chat`, whether or not it was taken in yet. */
export const chat = (address: string, user: TestUser): ChatClient =>
  openChat(`${address}/chat`, { query: { userId: user.id }, auth: { token: user.token } });

/** Such a socket in the room of a conversation. */
export async function joinedChat(
  address: string,
  user: TestUser,
  conversationId: number,
): Promise<ChatClient> {
  const client = chat(address, user);
  await client.ask('join-conversation', { conversationId, userId: user.id });
  await client.next('joined-conversation');
  return client;
}

/** Resolves when all that the server had sent until now has arrived: answers come in order. */
export const settled = (client: ChatClient): Promise<unknown> =>
  client.ask('leave-conversation', { conversationId: 1_000_000 });

/** The payload of a `send-message`. */
export const textBy = (user: TestUser, conversation_id: number, content: string, more: object = {}) => ({
  sender_id: user.id,
  conversation_id,
  message_type: 'text',
  content,
  ...more,
});
