import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import { ChatError, isChatError } from '#server/protocol/errors.ts';
import { credentials } from '#server/protocol/identity.ts';
import { running } from '#server/registry.ts';

/** Seconds that a browser stays signed in. */
const LIFETIME = 30 * 24 * 60 * 60;

const withSession = z.object({ sid: z.uuid() });

/** The text that the sign-in page is told: `code`, or `code:seconds`. */
function codeOf(error: unknown): string {
  if (!isChatError(error)) {
    running().failed(error, 'sign in');
    return 'internal';
  }
  const { code, details } = error;
  return details?.retryAfter === undefined ? code : `${code}:${details.retryAfter}`;
}

/** What next-auth calls errors and is no fault of the server: a refused sign-in (which may hold a password), a forged cookie. */
const CAUSED_BY_CLIENTS = new Set([
  'CALLBACK_CREDENTIALS_HANDLER_ERROR',
  'SIGNIN_OAUTH_ERROR',
  'JWT_SESSION_ERROR',
]);

/** next-auth's part: an encrypted cookie that names a session of the store, which alone says whether it is good. */
export function authOptions(): NextAuthOptions {
  const { config, core } = running();
  return {
    secret: config.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: LIFETIME },
    useSecureCookies: config.NEXTAUTH_URL?.startsWith('https:') ?? false,
    pages: { signIn: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(input, { headers }) {
          try {
            const given = credentials.safeParse(input);
            if (!given.success) throw new ChatError('invalid_credentials');
            const { id, account } = await core.identity.signIn(
              given.data,
              {
                address: String(headers?.['x-client-address'] ?? 'unknown'),
                userAgent: headers?.['user-agent'] ?? null,
              },
              { kind: 'browser', lifetime: LIFETIME },
            );
            return { id: String(account.id), name: account.name, email: account.email, sid: id };
          } catch (error) {
            throw new Error(codeOf(error), { cause: error });
          }
        },
      }),
    ],
    callbacks: {
      /** Within this origin, whatever was asked for. */
      redirect({ url, baseUrl }) {
        const asked = URL.parse(url, baseUrl);
        return asked?.origin === new URL(baseUrl).origin ? asked.href : baseUrl;
      },
      jwt({ token, user }) {
        const signedIn = withSession.safeParse(user);
        return signedIn.success ? { ...token, sid: signedIn.data.sid } : token;
      },
    },
    events: {
      async signOut({ token }) {
        const named = withSession.safeParse(token);
        const session = named.success ? await core.identity.resume(named.data.sid) : undefined;
        if (session) await core.identity.signOut(session);
      },
    },
    logger: {
      error(code, metadata) {
        if (!CAUSED_BY_CLIENTS.has(code))
          running().failed(metadata instanceof Error ? metadata : new Error(code), 'next-auth');
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
