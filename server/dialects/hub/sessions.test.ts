import { encode } from 'next-auth/jwt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECRET, startApplication, sharedApplication } from '#server/testing/application.ts';
import { connectRefused, type HubClient, listen, openSocket } from '#server/testing/client.ts';
import type { TestUser } from '#server/testing/users.ts';

const application = sharedApplication({ ALLOWED_ORIGINS: 'https://chat.example.com' });
const ORIGIN = { address: '127.0.0.1', userAgent: 'a test' };

const resume = async ({ sessionId }: TestUser) => {
  const session = await application.core.identity.resume(sessionId);
  if (!session) throw new Error('The session is not good');
  return session;
};

/** One user with two sessions, a socket on each. */
async function twice() {
  const here = await application.user('ada');
  const there = await application.session(here);
  return {
    here,
    there,
    hereSocket: await application.connect(here),
    thereSocket: await application.connect(there),
  };
}

/** Why the server ended the socket: the last that it said. */
async function endOf(client: HubClient): Promise<string> {
  const { code } = await client.next('ended');
  await client.closed();
  expect(client.heard.at(-1)?.event).toBe('ended');
  return code;
}

async function isThere(client: HubClient): Promise<boolean> {
  await client.settled();
  return client.socket.connected && client.all('ended').length === 0;
}

describe('a socket ends', () => {
  it('with the session that was signed out, and no other', async () => {
    const { here, hereSocket, thereSocket } = await twice();
    await application.core.identity.signOut(await resume(here));
    expect(await endOf(hereSocket)).toBe('session_ended');
    expect(await isThere(thereSocket)).toBe(true);
    expect(await connectRefused(application.address, { auth: { token: here.token } })).toMatchObject({
      code: 'token_invalid',
    });
  });

  it('when its user signs out everywhere', async () => {
    const { here, hereSocket, thereSocket } = await twice();
    await application.core.identity.signOutEverywhere(await resume(here));
    expect(await endOf(hereSocket)).toBe('session_ended');
    expect(await endOf(thereSocket)).toBe('session_ended');
  });

  it('when the tokens of its user are revoked', async () => {
    const { here, hereSocket, thereSocket } = await twice();
    const stranger = await application.connect(await application.user('stranger'));
    await application.core.identity.revokeTokens(await resume(here));
    expect(await endOf(hereSocket)).toBe('session_ended');
    expect(await endOf(thereSocket)).toBe('session_ended');
    expect(await isThere(stranger)).toBe(true);
  });

  it('when its session is ended from another', async () => {
    const { here, there, hereSocket, thereSocket } = await twice();
    await application.core.identity.endSession(await resume(here), there.sessionId);
    expect(await endOf(thereSocket)).toBe('session_ended');
    expect(await isThere(hereSocket)).toBe(true);
  });

  it('when its user is disabled, who does not come in again', async () => {
    const { here, hereSocket, thereSocket } = await twice();
    const admin = await resume(await application.user('admin', 'ADMIN'));
    await application.core.identity.setDisabled(admin, here.id, true);
    expect(await endOf(hereSocket)).toBe('session_ended');
    expect(await endOf(thereSocket)).toBe('session_ended');
    expect(await connectRefused(application.address, { auth: { token: here.token } })).toMatchObject({
      code: 'token_invalid',
    });
  });

  it('when the password is changed in another session', async () => {
    const { id } = await application.core.identity.register(
      null,
      { username: 'change.er', email: 'changer@example.com', password: 'old password' },
      ORIGIN,
    );
    const account = {
      id,
      username: 'change.er',
      name: 'change.er',
      email: 'changer@example.com',
      role: 'USER' as const,
    };
    const here = await application.session({ account, id, sessionId: '', token: '' });
    const there = await application.session(here);
    const [hereSocket, thereSocket] = [await application.connect(here), await application.connect(there)];
    await application.core.identity.changePassword(
      await resume(here),
      'old password',
      'new password',
      ORIGIN,
    );
    expect(await endOf(thereSocket)).toBe('session_ended');
    expect(await isThere(hereSocket)).toBe(true);
  });

  it('when its session has expired', async () => {
    const user = await application.user('ada');
    const short = await application.session(user, 3);
    const [passing, lasting] = [await application.connect(short), await application.connect(user)];
    expect(await endOf(passing)).toBe('token_invalid');
    expect(await isThere(lasting)).toBe(true);
    expect(await connectRefused(application.address, { auth: { token: short.token } })).toMatchObject({
      code: 'token_invalid',
    });
  });

  it('when its session is ended on another instance, of which only the store tells', async () => {
    const elsewhere = await startApplication({}, application.databaseUrl);
    onTestFinished(() => elsewhere.stop());
    const { here, there, hereSocket, thereSocket } = await twice();
    const session = await elsewhere.core.identity.resume(here.sessionId);
    if (!session) throw new Error('The session is not good');
    await elsewhere.core.identity.endSession(session, there.sessionId);
    expect(await endOf(thereSocket)).toBe('session_ended');
    expect(await isThere(hereSocket)).toBe(true);
  });
});

describe('a socket is let in', () => {
  const cookieOf = async ({ sessionId }: TestUser) =>
    `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: SECRET })}`;

  /** The first thing that a socket with these headers hears. */
  async function knock(headers: Record<string, string>) {
    const client = listen(openSocket(application.address, { extraHeaders: headers }));
    onTestFinished(client.close);
    return client.next('ready');
  }

  it('by a token in its handshake or its header, and learns whose it is', async () => {
    const user = await application.user('ada');
    const client = await application.connect(user);
    expect(client.heard[0]).toEqual({ event: 'ready', payload: { version: 1, account: user.account } });
    expect(await knock({ authorization: `Bearer ${user.token}` })).toMatchObject({ account: user.account });
  });

  it('by the cookie of a page of ours', async () => {
    const user = await application.user('ada');
    const headers = { cookie: await cookieOf(user), origin: 'https://chat.example.com' };
    expect(await knock(headers)).toMatchObject({ account: user.account });
  });

  it('not by the cookie of a page that is not ours, nor of none', async () => {
    const cookie = await cookieOf(await application.user('ada'));
    expect(await connectRefused(application.address, { extraHeaders: { cookie } })).toMatchObject({
      code: 'origin_refused',
    });
    const polling = await fetch(`${application.address}/socket.io/?EIO=4&transport=polling`, {
      headers: { cookie, origin: 'https://evil.com' },
    });
    expect(polling.status).toBe(403);
  });

  it.each([
    [{}, 'token_missing'],
    [{ auth: { token: '' } }, 'token_invalid'],
    [{ auth: { token: 'hello' } }, 'token_invalid'],
    [{ auth: { token: 5 } }, 'token_missing'],
    [{ auth: { token: { toString: 'x' } } }, 'token_missing'],
    [{ extraHeaders: { authorization: 'Bearer hello' } }, 'token_invalid'],
    [{ extraHeaders: { cookie: 'next-auth.session-token=hello' } }, 'token_missing'],
  ])('not with %j', async (options, code) => {
    expect(await connectRefused(application.address, options)).toEqual({
      code,
      message: expect.any(String),
      retryable: false,
    });
  });
});
