import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import type { Session } from '#server/core/session.ts';
import { createAuthenticator } from './authenticate.ts';
import { createCookieReader } from './cookies.ts';
import { createOrigins } from './origins.ts';
import { createTokens } from './tokens.ts';

const SECRET = 'a secret that only tests know';
const session: Session = {
  id: '7b0e7a4e-5cbb-4a53-9a3e-6f8f2c8d1a10',
  account: { id: 7, username: 'ada', name: 'Ada', email: 'ada@example.com', role: 'USER' },
  expiresAt: Date.now() + 60_000,
};
const tokens = createTokens(SECRET);
const good = new Set([session.id]);
const authenticator = createAuthenticator({
  identity: { resume: async (id) => (good.has(id) ? session : undefined) },
  tokens,
  readCookie: createCookieReader(SECRET, false),
  origins: createOrigins(['https://chat.example.com']),
});
const cookie = `next-auth.session-token=${await encode({ token: { sid: session.id }, secret: SECRET })}`;
const ours = { host: 'chat.example.com', origin: 'https://chat.example.com' };
const foreign = { host: 'chat.example.com', origin: 'https://evil.com' };
const refused = (code: string) => expect.objectContaining({ code });

describe('who is asking', () => {
  it('is known by a token: given, or in the header, from wherever it comes', async () => {
    const token = await tokens.issue(session);
    expect(await authenticator.request({}, token)).toBe(session);
    expect(await authenticator.request({ authorization: `Bearer ${token}` })).toBe(session);
    expect(await authenticator.request({ authorization: `bearer ${token}`, ...foreign })).toBe(session);
  });

  it('is known by the cookie of our own pages only', async () => {
    expect(await authenticator.request({ cookie, ...ours })).toBe(session);
    expect(await authenticator.request({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(session);
    await expect(authenticator.request({ cookie, ...foreign })).rejects.toEqual(refused('origin_refused'));
    await expect(authenticator.request({ cookie, 'sec-fetch-site': 'cross-site' })).rejects.toEqual(
      refused('origin_refused'),
    );
  });

  it('is not known by a bad token, even with a good cookie beside it', async () => {
    await expect(authenticator.request({ cookie, ...ours }, 'hello')).rejects.toEqual(
      refused('token_invalid'),
    );
    await expect(authenticator.request({ authorization: 'Bearer hello', cookie, ...ours })).rejects.toEqual(
      refused('token_invalid'),
    );
  });

  it('is nobody without either', async () => {
    await expect(authenticator.request({})).rejects.toEqual(refused('token_missing'));
    await expect(authenticator.request({ authorization: 'Basic YWRhOmFkYQ==' })).rejects.toEqual(
      refused('token_missing'),
    );
  });

  it('is nobody any more when the session has ended', async () => {
    const token = await tokens.issue({ ...session, id: '00000000-0000-4000-8000-000000000000' });
    await expect(authenticator.request({}, token)).rejects.toEqual(refused('token_invalid'));
  });

  it('is known to a page by the cookie alone, which a navigation brings without an origin', async () => {
    expect(await authenticator.page(cookie)).toBe(session);
    expect(await authenticator.page(undefined)).toBeUndefined();
    expect(await authenticator.page('next-auth.session-token=hello')).toBeUndefined();
  });
});
