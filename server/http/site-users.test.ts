import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSiteUsers } from './site-users.ts';

type SignUser = (user: { id: number; name: string; email: string | null }, secret: string) => string;

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

  it('is read as the page for developers signs it', async () => {
    const page = await readFile(new URL('../../docs/widget.md', import.meta.url), 'utf8');
    const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-widget-example-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'sign.mjs');
    await writeFile(file, code);
    const { signUser } = (await import(/* @vite-ignore */ file)) as { signUser: SignUser };
    const token = signUser({ id: 42, name: 'Ada', email: null }, SECRET);
    expect(await siteUsers.read(token)).toEqual({ sub: '42', name: 'Ada', email: null });
  });

  it('is read without a name or an address that is none', async () => {
    const user = { sub: '42', name: 'x'.repeat(61), email: 'nowhere' };
    expect(await siteUsers.read(await sign(user))).toEqual({ sub: '42', name: null, email: null });
  });

  it.each([
    ['nothing', async () => ''],
    ['another key', () => sign(claims, { secret: 'another secret that has as many letters' })],
    ['another way of signing', () => sign(claims, { alg: 'HS512' })],
    ['no signature', async () => new UnsecuredJWT(claims).setExpirationTime('5 min').encode()],
    ['an end that is over', () => sign(claims, { ends: '1 second ago' })],
    ['no end', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key(SECRET))],
    ['no user', () => sign({ name: 'Ada' })],
    ['a user without end', () => sign({ sub: 'x'.repeat(201) })],
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
