import type { IncomingMessage } from 'node:http';
import { ChatError, type ErrorCode, errorTable, isChatError, viewError } from '#server/protocol/errors.ts';
import type { Authenticate, Connection } from './connection.ts';
import type { RawSocket } from './raw-socket.ts';
import type { Realtime } from './realtime.ts';

interface RawSessionParts {
  realtime: Pick<Realtime, 'open' | 'close'>;
  authenticate: Authenticate;
  failed: (error: unknown) => void;
  /** The dialect's goodbye to one that was never, or is no longer, signed in; the close follows. */
  refuse: (socket: RawSocket, code: ErrorCode) => void;
  /** Where the dialect's document closes with another code than the table of errors. */
  closeCodes?: Partial<Record<ErrorCode, number>>;
}

/** The token of a raw dialect's address. */
export const tokenIn = (request: IncomingMessage): string | undefined =>
  new URL(request.url ?? '/', 'http://localhost').searchParams.get('token') ?? undefined;

/** What says who is asking, for a dialect that asks again later: the rest of the request is let go. */
export function proofOf({ headers }: IncomingMessage) {
  const { authorization, cookie, origin, host } = headers;
  return { headers: { authorization, cookie, origin, host, 'sec-fetch-site': headers['sec-fetch-site'] } };
}

function closeCodeOf(code: ErrorCode): number {
  const row = errorTable[code];
  return 'close' in row ? row.close : errorTable.unauthorized.close;
}

/** Signs raw sockets in and keeps them only as long as their session lasts. */
export function createRawSessions({
  realtime,
  authenticate,
  failed,
  refuse,
  closeCodes = {},
}: RawSessionParts) {
  function end(socket: RawSocket, code: ErrorCode) {
    if (!socket.open) return;
    refuse(socket, code);
    socket.close(closeCodes[code] ?? closeCodeOf(code));
  }

  return {
    /**
     * Answers the connection once the socket is signed in and taken in, or undefined after it was refused or has closed.
     * It takes the place of `previous`, which has to be the same user's. The dialect hands the connection to `close` when
     * the socket is gone.
     */
    async open(
      socket: RawSocket,
      request: Pick<IncomingMessage, 'headers'>,
      token: string | undefined,
      previous?: Connection,
    ): Promise<Connection | undefined> {
      try {
        const session = await authenticate(request, token);
        if (!socket.open) return undefined;
        if (previous && previous.session.account.id !== session.account.id)
          throw new ChatError('token_invalid');
        const connection: Connection = {
          session,
          end: (code) => end(socket, code),
          drain: () => socket.finish(1001),
        };
        if (previous) realtime.close(previous);
        await realtime.open(connection);
        if (socket.open) return connection;
        realtime.close(connection);
        return undefined;
      } catch (error) {
        if (!isChatError(error)) failed(error);
        end(socket, viewError(error).code);
        return undefined;
      }
    },
    close: (connection: Connection) => realtime.close(connection),
  };
}
