import { io, type Socket } from 'socket.io-client';
import {
  HUB_NAMESPACE,
  hubEvents,
  type HubAck,
  type HubClientEvents,
  type HubCommand,
  type HubEvent,
  type HubInput,
  type HubOutput,
  type HubPayload,
  type HubServerEvents,
} from '#server/protocol/hub.ts';

/** What a socket tells. */
export interface SocketListener {
  event<E extends HubEvent>(name: E, payload: HubPayload<E>): void;
  /** It could not connect, or it is lost; `code` where the server refused it. May come more than once. */
  closed(code: string | undefined): void;
}

/** One try to connect, and what comes of it. */
export interface HubSocket {
  /** `answered` is never called when the socket is lost before. */
  send<C extends HubCommand>(
    command: C,
    input: HubInput<C>,
    answered: (answer: HubAck<HubOutput<C>>) => void,
  ): void;
  close(): void;
}

export type OpenSocket = (listener: SocketListener) => HubSocket;

/** The code of a refusal, from the error of Socket.IO's handshake. */
function refusal(error: Error & { data?: unknown }): string | undefined {
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('code' in data)) return undefined;
  return typeof data.code === 'string' ? data.code : undefined;
}

/**
 * Opens a socket to the hub at `origin` ('' is the page's own), with `token` in place of the cookie where there is one. A
 * new one for each try: nothing of the last is left.
 */
export const openHubSocket =
  (origin: string, token?: string): OpenSocket =>
  (listener) => {
    const socket: Socket<HubServerEvents, HubClientEvents> = io(`${origin}${HUB_NAMESPACE}`, {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      ...(token !== undefined && { auth: { token } }),
      reconnection: false,
    });
    for (const name of Object.keys(hubEvents) as HubEvent[])
      socket.on(name, (payload: HubPayload<typeof name>) => listener.event(name, payload));
    socket.on('disconnect', () => listener.closed(undefined));
    socket.on('connect_error', (error) => listener.closed(refusal(error)));
    return {
      send<C extends HubCommand>(
        command: C,
        input: HubInput<C>,
        answered: (answer: HubAck<HubOutput<C>>) => void,
      ) {
        socket.emit(command, ...([input, answered] as Parameters<HubClientEvents[C]>));
      },
      close() {
        socket.removeAllListeners();
        socket.disconnect();
      },
    };
  };
