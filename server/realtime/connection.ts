import type { IncomingMessage } from 'node:http';
import type { Session } from '#server/core/session.ts';
import type { ErrorCode } from '#server/protocol/errors.ts';

/** One authenticated socket of any dialect. */
export interface Connection {
  readonly session: Session;
  /** Says goodbye in the dialect's own words and closes. */
  end(code: ErrorCode): void;
  /** Asks the client to connect again elsewhere or later, takes nothing more in, answers what it has, and closes. */
  drain(): Promise<void>;
}

/**
 * Finds out who opens a socket: a token that the dialect took from its place, else the request's bearer header, else
 * the session cookie. Throws token_missing, token_invalid, origin_refused or unavailable.
 */
export type Authenticate = (
  request: Pick<IncomingMessage, 'headers'>,
  token: string | undefined,
) => Promise<Session>;
