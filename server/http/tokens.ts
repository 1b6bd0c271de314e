import { SignJWT, jwtVerify } from 'jose';
import type { Session } from '#server/core/session.ts';

const ISSUER = 'switchboard';
const AUDIENCE = 'switchboard-api';

/** API tokens: JWTs that name a session of the store, signed with a key of their own. */
export interface Tokens {
  issue(session: Session): Promise<string>;
  /** The id of the session that the token names, where signature, issuer, audience and time are good. */
  read(token: string): Promise<string | undefined>;
}

export function createTokens(secret: string): Tokens {
  const key = new TextEncoder().encode(`${secret}:api-token`);
  return {
    issue: (session) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(String(session.account.id))
        .setJti(session.id)
        .setIssuedAt()
        // Up, not down: the session itself says to the millisecond when it ends.
        .setExpirationTime(Math.ceil(session.expiresAt / 1000))
        .sign(key),
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'sub', 'jti'],
        });
        return payload.jti;
      } catch {
        return undefined;
      }
    },
  };
}
