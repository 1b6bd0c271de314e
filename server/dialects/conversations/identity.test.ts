import { encode } from 'next-auth/jwt';
import { afterEach, describe, expect, it } from 'vitest';
import { type TestApplication, startApplication, sharedApplication } from '#server/testing/application.ts';
import { type ChatClient, chat, openChat, settled, textBy } from '#server/testing/chat-client.ts';
import { present } from '#server/testing/conversations.ts';
import type { TestUser } from '#server/testing/users.ts';

const application = sharedApplication();
const opened: ChatClient[] = [];
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});

function open(options: Parameters<typeof openChat>[1], address = application.address): ChatClient {
  const client = openChat(`${address}/chat`, options);
  opened.push(client);
  return client;
}

const cookieOf = async ({ sessionId }: TestUser) =>
  `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: 'a secret that only tests know' })}`;

describe('who may connect', () => {
  const proofs: [string, (user: TestUser) => Promise<object> | object][] = [
    ['auth.token', ({ token }) => ({ auth: { token } })],
    ['the bearer header', ({ token }) => ({ extraHeaders: { authorization: `Bearer ${token}` } })],
    ['query.token', ({ token, id }) => ({ query: { userId: id, token } })],
    [
      'the session cookie of our own page',
      async (user) => ({
        extraHeaders: { cookie: await cookieOf(user), origin: application.address },
      }),
    ],
  ];
  it.each(proofs)('is proved by %s', async (_name, proof) => {
    const user = await application.user();
    const other = await application.user();
    const options = await proof(user);
    for (const transports of [['websocket'], ['polling']])
      await settled(open({ query: { userId: user.id }, transports, ...options }));
    const query = { ...(options as { query?: object }).query, userId: other.id };
    expect(await open({ ...options, query }).closed()).toBe('userId does not match');
  });

  it.each([
    ['no proof', () => ({}), 'Token not provided'],
    ['a forged token', () => ({ auth: { token: 'x.y.z' } }), 'Token is invalid'],
    ['a token that is none', () => ({ auth: { token: 7 } }), 'Token not provided'],
    [
      'a cookie that counts on pages only',
      async (user: TestUser) => ({ extraHeaders: { cookie: await cookieOf(user) } }),
      'Token not provided',
    ],
  ])('is not proved by %s', async (_name, proof, text) => {
    const user = await application.user();
    const client = open({ query: { userId: user.id }, ...(await proof(user)) });
    expect(await client.closed()).toBe(text);
  });

  it.each(['abc', '-1', '1.0', ' 1', '9'.repeat(20)])('is not the user %j', async (userId) => {
    const { token } = await application.user();
    expect(await open({ query: { userId }, auth: { token } }).closed()).toBe('userId does not match');
  });

  it.each([{}, { userId: '' }])('names a user: %j is told so, and disconnected', async (query) => {
    const { token } = await application.user();
    const client = open({ query, auth: { token } });
    expect(await client.next('error')).toEqual({ message: 'userId is required' });
    expect(await client.closed()).toBe('io server disconnect');
  });

  it('has a limited number of sockets', async () => {
    const small = await startApplication({ CONNECTION_LIMIT: '1' });
    const user = await small.user();
    const options = { query: { userId: user.id }, auth: { token: user.token } };
    await settled(open(options, small.address));
    const second = open(options, small.address);
    expect(await second.next('error')).toEqual({ message: 'Too many connections' });
    expect(await second.closed()).toBe('io server disconnect');
    await small.stop();
  });
});

describe('TRUST_QUERY_USER_ID', () => {
  let trusting: TestApplication | undefined;
  afterEach(() => trusting?.stop());

  it('takes the user id for proof, of users who may sign in', async () => {
    trusting = await startApplication({ TRUST_QUERY_USER_ID: 'true' });
    const user = await trusting.user();
    const gone = await trusting.user();
    await trusting.pool.query('update users set disabled_at = now() where id = $1', [gone.id]);
    const client = open({ query: { userId: user.id } }, trusting.address);
    await settled(client);
    for (const userId of [gone.id, 1e9])
      expect(await open({ query: { userId } }, trusting.address).closed()).toBe('User not found');
    // Authority is live here too.
    await trusting.pool.query('update sessions set revoked_at = now() where user_id = $1', [user.id]);
    expect(await client.next('error')).toEqual({ message: 'This session has ended' });
    await client.closed();
  });
});

describe('a connection', () => {
  it('ends with its session, and sends nothing after that', async () => {
    const ada = await present(application, 'ada');
    const grace = await application.user('grace');
    const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.id });
    const client = chat(application.address, grace);
    opened.push(client);
    await client.ask('join-conversation', { conversationId, userId: grace.id });
    await application.core.identity.signOut({ ...grace, id: grace.sessionId, expiresAt: 0 });
    expect(await client.next('error')).toEqual({ message: 'This session has ended' });
    expect(await client.closed()).toBe('io server disconnect');
    client.emit('send-message', textBy(grace, conversationId, 'ghost'));
    await ada.client.settled();
    expect((await ada.client.ok('conversation.history', { conversationId })).messages).toEqual([]);
  });

  it('ends when its token expires', async () => {
    const user = await application.user();
    const client = chat(application.address, await application.session(user, 2));
    opened.push(client);
    expect(await client.next('error')).toEqual({ message: 'Token is invalid' });
    await client.closed();
  });

  it('is lost when the server stops, so that the client comes back by itself', async () => {
    const stopping = await startApplication();
    const client = chat(stopping.address, await stopping.user());
    opened.push(client);
    await settled(client);
    await stopping.stop();
    expect(await client.closed()).toBe('transport close');
    expect(client.all('error')).toEqual([]);
  });
});
