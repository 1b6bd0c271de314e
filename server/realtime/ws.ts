import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits } from '#server/protocol/limits.ts';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { RawConnection, type RawHandlers, type RawSocket } from './raw-socket.ts';

/** A vanished client is noticed after two of these. */
const PING_MS = 15_000;
/** How long a client has to answer a close. */
const CLOSE_MS = 2_000;

/** The request that became a socket. */
export type RawRequest = IncomingMessage;

/** Takes a socket that has just opened. */
export type RawDialect = (socket: RawSocket, request: RawRequest) => RawHandlers;

/**
 * The raw WebSocket transport that its dialects share. Oversize frames close with 1009, broken UTF-8 with 1007, binary
 * frames with 1003, broken framing with 1002. `allows` judges the origin of a request; others are refused with 403.
 */
export function createRawTransport(
  allows: (headers: IncomingHttpHeaders) => boolean,
  failed: (error: unknown) => void,
) {
  // The types do not know `closeTimeout` yet.
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    skipUTF8Validation: false,
    closeTimeout: CLOSE_MS,
    verifyClient: ({ req }, decide) => decide(allows(req.headers), 403),
  };
  const server = new WebSocketServer(options);
  const silent = new WeakSet<WebSocket>();

  const timer = setInterval(() => {
    for (const client of server.clients) {
      if (silent.has(client)) client.terminate();
      else {
        silent.add(client);
        client.ping();
      }
    }
  }, PING_MS);
  timer.unref();

  function attach(dialect: RawDialect, ws: WebSocket, stream: Duplex, request: IncomingMessage) {
    const heard = () => void silent.delete(ws);
    ws.on('pong', heard);
    ws.on('message', heard);
    // The close that follows says the same; without a listener it would end the process.
    ws.on('error', () => undefined);
    const socket = new RawConnection(ws, stream, failed);
    socket.serve(dialect(socket, request));
  }

  return {
    /** Takes an upgrade for a dialect. */
    upgrade:
      (dialect: RawDialect) =>
      (request: IncomingMessage, stream: Duplex, head: Buffer): void =>
        server.handleUpgrade(request, stream, head, (ws) => attach(dialect, ws, stream, request)),
    /** Says to everyone that it goes away (1001); resolves when all are gone. Whoever does not answer is cut off. */
    close(): Promise<void> {
      clearInterval(timer);
      for (const client of server.clients) client.close(1001);
      return new Promise((done) => server.close(() => done()));
    },
  };
}
