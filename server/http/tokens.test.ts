import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '#server/core/session.ts';
import { createTokens } from './tokens.ts';

const SECRET = 'a secret that only tests know';
const tokens = createTokens(SECRET);

const session = (lifetimeMs = 60_000): Session => ({
  id: '7b0e7a4e-5cbb-4a53-9a3e-6f8f2c8d1a10',
  account: { id: 7, username: 'ada', name: 'Ada', email: 'ada@example.com', role: 'USER' },
  expiresAt: Date.now() + lifetimeMs,
});

/** A token that is right but for what `change` makes of it. */
function forged(
  change: (jwt: SignJWT) => SignJWT = (jwt) => jwt,
  { key = `${SECRET}:api-token`, alg = 'HS256' } = {},
) {
  const jwt = new SignJWT()
    .setProtectedHeader({ alg })
    .setIssuer('switchboard')
    .setAudience('switchboard-api')
    .setSubject('7')
    .setJti(session().id)
    .setIssuedAt()
    .setExpirationTime('1h');
  return change(jwt).sign(new TextEncoder().encode(key));
}

afterEach(() => void vi.useRealTimers());

describe('API tokens', () => {
  it('name their session', async () => {
    expect(await tokens.read(await tokens.issue(session()))).toBe(session().id);
    expect(await tokens.read(await forged())).toBe(session().id);
  });

  it('end with their session, and not before', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_100, toFake: ['Date'] });
    const token = await tokens.issue(session(1_300));
    vi.setSystemTime(1_800_000_001_390);
    expect(await tokens.read(token)).toBe(session().id);
    vi.setSystemTime(1_800_000_002_400);
    expect(await tokens.read(token)).toBeUndefined();
  });

  it.each([
    ['of another secret', () => forged(undefined, { key: 'another secret that is long enough' })],
    ['of the bare secret, as next-auth has it', () => forged(undefined, { key: SECRET })],
    ['of another algorithm', () => forged(undefined, { alg: 'HS512' })],
    ['of another issuer', () => forged((jwt) => jwt.setIssuer('somebody'))],
    ['for another audience', () => forged((jwt) => jwt.setAudience('somebody'))],
    ['that has expired', () => forged((jwt) => jwt.setExpirationTime('-1s'))],
    ['that is not good yet', () => forged((jwt) => jwt.setNotBefore('1h'))],
    [
      'without an end',
      () =>
        new SignJWT({ jti: session().id, sub: '7', iss: 'switchboard', aud: 'switchboard-api' })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(`${SECRET}:api-token`)),
    ],
    [
      'without a signature',
      () =>
        Promise.resolve(
          new UnsecuredJWT({ jti: session().id, sub: '7' })
            .setIssuer('switchboard')
            .setAudience('switchboard-api')
            .setExpirationTime('1h')
            .encode(),
        ),
    ],
    ['that was changed', async () => (await forged()).replace(/\.[^.]+\./, '.e30.')],
    ['that was cut off', async () => (await forged()).slice(0, -4)],
    ['that is empty', () => Promise.resolve('')],
    ['that is none', () => Promise.resolve('hello')],
    ['that is very long', () => Promise.resolve('a'.repeat(100_000))],
  ])('are not read %s', async (_what, make) => {
    expect(await tokens.read(await make())).toBeUndefined();
  });
});
