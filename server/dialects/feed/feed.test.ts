import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { feedServerFrame } from '#server/protocol/feed.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, heardVersion, present, send } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import type { TestUser } from '#server/testing/users.ts';

const application = sharedApplication();

const open = (path = '/ws/feed', headers = {}) => openRaw(application.address, path, headers);

/** A socket that has signed in. */
async function signedIn({ token }: TestUser, path?: string) {
  const socket = open(path);
  await socket.send({ type: 'auth', token });
  expect(await socket.frame(0)).toEqual({ type: 'auth_success' });
  return socket;
}

/** A new session of the user in the form of the browser's cookie. */
async function cookieOf(user: TestUser): Promise<string> {
  const { sessionId } = await application.session(user);
  const token = await encode({ token: { sid: sessionId }, secret: 'a secret that only tests know' });
  return `next-auth.session-token=${token}`;
}

const refusal = (message: string) => ({ type: 'auth_error', message });

describe('1. Connection', () => {
  it.each(['/', '/ws/feed'])('opens at %s and waits for auth', async (path) => {
    const user = await application.user();
    const socket = await signedIn(user, path);
    expect(socket.frames).toEqual([{ type: 'auth_success' }]);
  });
});

describe('2. Authentication', () => {
  it.each([
    ['Token not provided', { type: 'auth' }],
    ['Token is invalid', { type: 'auth', token: '' }],
    ['Token is invalid', { type: 'auth', token: 'YOUR_JWT_TOKEN' }],
    ['Token is invalid', { type: 'auth', token: null }],
    ['Token is invalid', { type: 'auth', token: 17 }],
    ['Token is invalid', { type: 'auth', token: { toString: 'x' } }],
  ])('a bad one gets auth_error "%s" and 1008: %j', async (message, frame) => {
    const socket = open();
    await socket.send(frame);
    expect(await socket.closed()).toEqual({ code: 1008, reason: '' });
    expect(socket.frames).toEqual([refusal(message)]);
  });

  it('nothing is pushed before it, and what else is said gets an error', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const socket = open();
    await socket.send({ type: 'subscribe' });
    await socket.send('{');
    const early = await send(ada, conversationId, 'too early');
    await heardVersion(ada, conversationId, early.version);
    await socket.send([]);
    await socket.frame(2);
    await socket.send({ type: 'auth', token: users.grace.token });
    await socket.frame(3);
    await send(ada, conversationId, 'in time');
    expect(await socket.frame(4)).toMatchObject({ payload: { content: 'in time' } });
    expect(socket.frames.slice(0, 4)).toEqual([
      { type: 'error', message: 'Sign in first' },
      { type: 'error', message: 'Malformed JSON' },
      { type: 'error', message: 'Sign in first' },
      { type: 'auth_success' },
    ]);
  });

  it('takes the session cookie of an allowed origin, without a token', async () => {
    const user = await application.user();
    const cookie = await cookieOf(user);
    const socket = open('/', { cookie, origin: application.address });
    await socket.send({ type: 'auth' });
    expect(await socket.frame(0)).toEqual({ type: 'auth_success' });
    const sameOrigin = open('/', { cookie, 'sec-fetch-site': 'same-origin' });
    await sameOrigin.send({ type: 'auth' });
    expect(await sameOrigin.frame(0)).toEqual({ type: 'auth_success' });
  });

  it('does not take the cookie where no page of ours asks', async () => {
    const user = await application.user();
    const socket = open('/', { cookie: await cookieOf(user) });
    await socket.send({ type: 'auth' });
    expect(await socket.closed()).toMatchObject({ code: 1008 });
    expect(socket.frames).toEqual([refusal('This origin is not allowed')]);
  });

  it('a later auth replaces the token: the end of the first no longer matters', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const socket = await signedIn(users.grace);
    const other = await application.session(users.grace);
    await socket.send({ type: 'auth', token: other.token });
    expect(await socket.frame(1)).toEqual({ type: 'auth_success' });
    await application.core.identity.signOut({
      id: users.grace.sessionId,
      account: users.grace.account,
      expiresAt: 0,
    });
    await send(ada, conversationId, 'still here');
    expect(await socket.frame(2)).toMatchObject({ payload: { content: 'still here' } });
    await application.core.identity.signOut({ id: other.sessionId, account: other.account, expiresAt: 0 });
    expect(await socket.closed()).toMatchObject({ code: 1008 });
    expect(socket.frames.slice(3)).toEqual([refusal('Token is invalid')]);
  });

  it.each(["another user's", 'a bad'])('a later auth with %s token closes', async (whose) => {
    const [ada, grace] = await Promise.all([application.user('ada'), application.user('grace')]);
    const socket = await signedIn(ada);
    await socket.send({ type: 'auth', token: whose === 'a bad' ? 'x' : grace.token });
    expect(await socket.closed()).toMatchObject({ code: 1008 });
    expect(socket.frames.slice(1)).toEqual([refusal('Token is invalid')]);
  });
});

describe('3. Listening for Server Messages', () => {
  it('answers anything but auth with an error, and lives', async () => {
    const socket = await signedIn(await application.user());
    const frames = [{ type: 'new_message' }, { type: 'AUTH' }, {}, [], 'null', '17', '"auth"'];
    for (const frame of frames) await socket.send(frame);
    await socket.send('not json');
    await socket.frame(frames.length + 1);
    expect(socket.frames.slice(1)).toEqual([
      ...frames.map(() => ({ type: 'error', message: 'Unknown message type' })),
      { type: 'error', message: 'Malformed JSON' },
    ]);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
  });
});

describe('4. Example Payloads: new_message', () => {
  it('comes from every conversation of the user, once, one’s own too', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const other = await directPair(application);
    const socket = await signedIn(users.grace);
    const groupId = await group({ user: users.ada, client: ada }, { user: users.grace, client: grace });
    await send(other.ada, other.conversationId, 'not for us');
    const first = await send(ada, conversationId, 'Hello');
    const mine = await send(grace, groupId, 'My own');
    for (const text of ['Hello', 'My own'])
      await socket.next((frame) => JSON.stringify(frame).includes(text));
    const messages = socket.frames.map((frame) => feedServerFrame.parse(frame));
    const spoken = messages.flatMap((frame) => (frame.type === 'new_message' ? [frame.payload] : []));
    const plain = {
      role: 'user',
      precis: null,
      audioUrl: null,
      fallbackUsed: false,
      status: 'COMPLETED',
    };
    // Each conversation comes in its order; which of two comes first, nobody says.
    const said = spoken.filter(({ content }) => !content.includes('created the group'));
    expect(said.toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual([
      {
        id: String(first.id),
        chatId: String(conversationId),
        content: 'Hello',
        createdAt: first.createdAt,
        ...plain,
      },
      {
        id: String(mine.id),
        chatId: String(groupId),
        content: 'My own',
        createdAt: mine.createdAt,
        ...plain,
      },
    ]);
  });
});

describe('4. Example Payloads: new_chat', () => {
  it('comes to every participant: a direct chat has the name of the other one', async () => {
    const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
    const sockets = await Promise.all([signedIn(ada.user), signedIn(grace.user)]);
    const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.user.id });
    for (const [socket, other] of [
      [sockets[0], grace],
      [sockets[1], ada],
    ] as const) {
      const frame = feedServerFrame.parse(await socket?.frame(1));
      expect(frame).toMatchObject({
        type: 'new_chat',
        payload: {
          id: String(conversationId),
          userId: String(ada.user.id),
          title: other.user.account.username,
          summary: null,
        },
      });
    }
  });

  it('comes before the messages of the chat, to who was there from the start and to who was added', async () => {
    const [ada, grace, alan] = await Promise.all(
      ['ada', 'grace', 'alan'].map((name) => present(application, name)),
    );
    if (!ada || !grace || !alan) throw new Error('unreachable');
    const sockets = await Promise.all([ada, grace, alan].map(({ user }) => signedIn(user)));
    const { conversationId } = await ada.client.ok('conversation.group', {
      title: 'The first question',
      userIds: [grace.user.id],
      clientId: 'g',
    });
    const sends = Array.from({ length: 20 }, (_, i) => send(ada.client, conversationId, `message ${i}`));
    await Promise.all(sends);
    await ada.client.ok('conversation.add', { conversationId, userIds: [alan.user.id] });
    await send(ada.client, conversationId, 'last');
    for (const socket of sockets) {
      await socket.next((frame) => JSON.stringify(frame).includes('"last"'));
      const frames = socket.frames.slice(1).map((frame) => feedServerFrame.parse(frame));
      expect(frames.filter(({ type }) => type === 'new_chat')).toHaveLength(1);
      expect(frames[0]).toMatchObject({
        type: 'new_chat',
        payload: { id: String(conversationId), userId: String(ada.user.id), title: 'The first question' },
      });
      const ids = frames.flatMap((frame) => (frame.type === 'new_message' ? [Number(frame.payload.id)] : []));
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    }
  });

  it('of a support chat comes to its client and to every admin, once', async () => {
    const client = await application.user('client');
    const admins = [await application.user('admin', 'ADMIN'), await application.user('admin', 'ADMIN')];
    const stranger = await signedIn(await application.user());
    const sockets = await Promise.all([client, ...admins].map((user) => signedIn(user)));
    const session = { id: client.sessionId, account: client.account, expiresAt: Infinity };
    const { chat } = await application.core.support.open(session, { title: 'It does not start' });
    await application.core.messages.send(session, { conversationId: chat.id, content: 'Please help' });
    for (const socket of sockets)
      expect(await socket.frame(1)).toMatchObject({
        type: 'new_chat',
        payload: { id: String(chat.id), userId: String(client.id), title: 'It does not start' },
      });
    expect(await sockets[0]?.frame(2)).toMatchObject({ payload: { content: 'Please help' } });

    // Who enters it hears its messages from then on, and of the chat no second time.
    const owner = admins[0] ?? client;
    const claim = { id: owner.sessionId, account: owner.account, expiresAt: Infinity };
    await application.core.messages.send(claim, { conversationId: chat.id, content: 'Coming' });
    for (const socket of sockets.slice(0, 2))
      await socket.next(({ payload }) => (payload as { content?: string } | undefined)?.content === 'Coming');
    for (const socket of [...sockets, stranger]) await socket.send('{}');
    for (const socket of [...sockets, stranger]) await socket.next(({ type }) => type === 'error');
    expect([...sockets, stranger].map(({ frames }) => frames.length)).toEqual([5, 4, 3, 2]);
  });
});
