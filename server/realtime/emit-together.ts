import type { Socket } from 'socket.io';
import { framesOf } from './frames.ts';

type Events = Record<string, (payload: never) => void>;

/** Engine.IO's packet type of a message, Socket.IO's of an event. */
const MESSAGE = '4';
const EVENT = '2';
/** Between the packets of one answer to a long poll; JSON has no such character. */
const SEPARATOR = '\x1e';

/**
 * Emits an event to many sockets of a namespace, once for each payload: made once for all, and one write for each socket
 * however many payloads there are.
 */
export function emitTogether<E extends Events, Name extends keyof E & string, D>(
  namespace: string,
  clients: Iterable<{ socket: Socket<never, E, Record<string, never>, D> }>,
  event: Name,
  payloads: readonly Parameters<E[Name]>[0][],
): void {
  const place = namespace === '/' ? '' : `${namespace},`;
  const packets = payloads.map((payload) => `${EVENT}${place}${JSON.stringify([event, payload])}`);
  const options = {
    compress: false,
    // A WebSocket gets the frames as they are; whoever polls gets the text.
    wsPreEncodedFrame: [framesOf(packets.map((packet) => `${MESSAGE}${packet}`))],
  };
  const text = packets.join(`${SEPARATOR}${MESSAGE}`);
  for (const { socket } of clients) socket.conn.write(text, options);
}
