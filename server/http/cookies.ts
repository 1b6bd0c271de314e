import { getToken } from 'next-auth/jwt';
import { z } from 'zod';

const claims = z.object({ sid: z.uuid() });

/** A cookie header as name and value pairs; the first of a name counts. */
export function parseCookies(header: string | undefined): Record<string, string> {
  // Without a prototype: a cookie may be called `constructor`.
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (name === '') continue;
    cookies[name] ??= part.slice(at + 1).trim();
  }
  return cookies;
}

/** The name of next-auth's session cookie; over https it carries the prefix that browsers enforce. */
export const sessionCookieName = (secure: boolean) =>
  secure ? '__Secure-next-auth.session-token' : 'next-auth.session-token';

/** Reads the id of the session out of next-auth's encrypted cookie; undefined where there is none or it is not ours. */
export function createCookieReader(secret: string, secure: boolean) {
  return async (cookieHeader: string | undefined): Promise<string | undefined> => {
    const cookies = parseCookies(cookieHeader);
    const req = { headers: {}, cookies } as unknown as Parameters<typeof getToken>[0]['req'];
    try {
      const token = await getToken({
        req,
        secret,
        cookieName: sessionCookieName(secure),
        secureCookie: secure,
      });
      return claims.safeParse(token).data?.sid;
    } catch {
      return undefined;
    }
  };
}
