import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { createCookieReader, parseCookies, sessionCookieName } from './cookies.ts';

const SECRET = 'a secret that only tests know';
const SID = '7b0e7a4e-5cbb-4a53-9a3e-6f8f2c8d1a10';
const sealed = (token: Record<string, unknown>, secret = SECRET, maxAge = 60) =>
  encode({ token, secret, maxAge });

describe('the session cookie', () => {
  const read = createCookieReader(SECRET, false);
  const name = sessionCookieName(false);

  it('names its session, among other cookies', async () => {
    const cookie = `theme=dark; ${name}=${await sealed({ sid: SID })}; other=1`;
    expect(await read(cookie)).toBe(SID);
  });

  it('is read in the pieces into which next-auth cuts a long one', async () => {
    const value = await sealed({ sid: SID });
    const at = Math.floor(value.length / 2);
    expect(await read(`${name}.0=${value.slice(0, at)}; ${name}.1=${value.slice(at)}`)).toBe(SID);
  });

  it.each([
    ['is missing', () => undefined],
    ['is empty', () => `${name}=`],
    ['is of another secret', async () => `${name}=${await sealed({ sid: SID }, 'another secret entirely')}`],
    ['has expired', async () => `${name}=${await sealed({ sid: SID }, SECRET, -3_600)}`],
    ['names no session', async () => `${name}=${await sealed({ sub: '7' })}`],
    ['names something that is no id', async () => `${name}=${await sealed({ sid: "' or 1=1" })}`],
    ['is no token', () => `${name}=hello`],
    ['is a header of nonsense', () => '=;;;=a; ;%%%'],
    ['has another name', async () => `session=${await sealed({ sid: SID })}`],
  ])('is none where it %s', async (_what, make) => {
    expect(await read(await make())).toBeUndefined();
  });

  it('over https has the name that browsers protect, and no other', async () => {
    const value = await sealed({ sid: SID });
    const readSecure = createCookieReader(SECRET, true);
    expect(await readSecure(`__Secure-next-auth.session-token=${value}`)).toBe(SID);
    expect(await readSecure(`${name}=${value}`)).toBeUndefined();
  });
});

describe('a cookie header', () => {
  it('gives the first of each name', () => {
    expect(Object.entries(parseCookies('a=1; b=2=3; a=4; =5; c'))).toEqual([
      ['a', '1'],
      ['b', '2=3'],
    ]);
    expect(Object.entries(parseCookies(undefined))).toEqual([]);
  });

  it('may have names that objects have already', () => {
    expect(Object.entries(parseCookies('__proto__=x; constructor=y'))).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});
