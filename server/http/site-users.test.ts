import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSiteUsers } from './site-users.ts';

const SECRET = 'a secret that the site and the server know';
const siteUsers = createSiteUsers(SECRET);
const claims = { sub: '42', name: 'Ada', email: 'Ada@Example.org' };
const key = (secret: string) => new TextEncoder().encode(secret);
const sign = (payload: object, { secret = SECRET, alg = 'HS256', ends = '5 min' } = {}) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg }).setExpirationTime(ends).sign(key(secret));

describe('what a site signs of its user', () => {
  it('is read where the signature is good', async () => {
    expect(await siteUsers.read(await sign(claims))).toEqual({
      sub: '42',
      name: 'Ada',
      email: 'ada@example.org',
    });
    expect(await siteUsers.read(await sign({ sub: '42' }))).toEqual({ sub: '42' });
  });

  it('is read as the documentation signs it, without a library', async () => {
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
    const signed = `${part({ alg: 'HS256' })}.${part({ ...claims, exp: Math.floor(Date.now() / 1000) + 300 })}`;
    const signature = createHmac('sha256', SECRET).update(signed).digest('base64url');
    expect(await siteUsers.read(`${signed}.${signature}`)).toMatchObject({ sub: '42' });
  });

  it.each([
    ['nothing', async () => ''],
    ['another key', () => sign(claims, { secret: 'another secret that has as many letters' })],
    ['another way of signing', () => sign(claims, { alg: 'HS512' })],
    ['no signature', async () => new UnsecuredJWT(claims).setExpirationTime('5 min').encode()],
    ['an end that is over', () => sign(claims, { ends: '1 second ago' })],
    ['no end', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key(SECRET))],
    ['no user', () => sign({ name: 'Ada' })],
    ['a name that is none', () => sign({ sub: '42', name: 'two\nlines' })],
    ['an address that is none', () => sign({ sub: '42', email: 'nowhere' })],
    [
      'other claims under the signature',
      async () => {
        const [header, , signature] = (await sign(claims)).split('.');
        const other = Buffer.from(JSON.stringify({ ...claims, sub: '1', exp: 9_999_999_999 }));
        return `${header}.${other.toString('base64url')}.${signature}`;
      },
    ],
  ])('is nothing with %s', async (_what, token) => {
    expect(await siteUsers.read(await token())).toBeUndefined();
  });

  it('is nothing where there is no secret', async () => {
    expect(
      await createSiteUsers(undefined).read(await sign(claims, { secret: 'undefined' })),
    ).toBeUndefined();
  });
});
