import type { IncomingHttpHeaders } from 'node:http';
import type { Identity } from '#server/core/identity.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Origins } from './origins.ts';
import type { Tokens } from './tokens.ts';

interface AuthenticateParts {
  identity: Pick<Identity, 'resume'>;
  tokens: Tokens;
  readCookie: (cookieHeader: string | undefined) => Promise<string | undefined>;
  origins: Origins;
}

type Headers = Pick<IncomingHttpHeaders, 'authorization' | 'cookie' | 'origin' | 'host' | 'sec-fetch-site'>;

/** Finds out who is asking, over every transport alike. */
export interface Authenticator {
  /**
   * By a token (given, or the bearer header), else by the session cookie where the origin allows it. Throws
   * token_missing, token_invalid, origin_refused, or unavailable where the store is away.
   */
  request(headers: Headers, token?: string): Promise<Session>;
  /** By the cookie alone, for pages: a navigation has no origin, and no foreign page can read the answer. */
  page(cookieHeader: string | undefined): Promise<Session | undefined>;
  /** The same as `request`, in the form that sockets use. A visitor's token is none there: see `visitorSocket`. */
  socket(request: { headers: Headers }, token: string | undefined): Promise<Session>;
  /** As `socket`, where visitors may be as well: what they may say there is for the dialect to judge. */
  visitorSocket(request: { headers: Headers }, token: string | undefined): Promise<Session>;
}

export function createAuthenticator({
  identity,
  tokens,
  readCookie,
  origins,
}: AuthenticateParts): Authenticator {
  async function resume(sessionId: string | undefined): Promise<Session> {
    const session = sessionId && (await identity.resume(sessionId));
    if (!session) throw new ChatError('token_invalid');
    return session;
  }

  async function request(headers: Headers, token?: string): Promise<Session> {
    const bearer = token ?? /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return resume(await tokens.read(bearer));
    const sessionId = await readCookie(headers.cookie);
    if (!sessionId) throw new ChatError('token_missing');
    if (!origins.allowsCookie(headers)) throw new ChatError('origin_refused');
    return resume(sessionId);
  }

  return {
    request,
    async socket({ headers }, token) {
      const session = await request(headers, token);
      if (session.visitor) throw new ChatError('token_invalid');
      return session;
    },
    visitorSocket: ({ headers }, token) => request(headers, token),
    async page(cookieHeader) {
      const sessionId = await readCookie(cookieHeader);
      return sessionId === undefined ? undefined : identity.resume(sessionId);
    },
  };
}
