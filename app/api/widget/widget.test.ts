import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as account } from '#app/api/account/route.ts';
import { POST as createConversation } from '#app/api/chats/conversations/route.ts';
import { GET as chat } from '#app/api/chats/[id]/route.ts';
import { hubCommands, type HubCommand } from '#server/protocol/hub.ts';
import { visitorCommands } from '#server/protocol/visitor-commands.ts';
import { visitorGrant, widgetSession } from '#server/protocol/widget.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { connect, connectRefused } from '#server/testing/client.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { GET } from './route.ts';
import { GET as getSession } from './session/route.ts';
import { POST } from './visitors/route.ts';

const SITE = 'https://shop.example';
const SECRET = 'a secret that the site and the server know';

const application = sharedApplication({ WIDGET_SECRET: SECRET, WIDGET_LIMIT: 'off' });
beforeAll(async () => {
  serveRoutes(application);
  await application.setUp({ widgetOrigins: [SITE] });
});

const admit = (body: object) => callRoute(POST, { body });
const sign = (claims: object, secret = SECRET) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5 min')
    .sign(new TextEncoder().encode(secret));

/** Somebody who is let in, and what they are told of themselves. */
async function visitor(body: object = {}) {
  const { token } = visitorGrant.parse((await admit({ site: SITE, ...body })).body);
  const session = widgetSession.parse((await callRoute(getSession, { token })).body);
  return { token, ...session };
}

async function withChat() {
  const ada = await visitor({ name: 'Ada', email: 'ada@example.org' });
  const client = await connect(application.address, ada.token);
  const { conversationId } = await client.ok('support.open', {
    subject: 'Help',
    content: 'Help me',
    clientId: randomUUID(),
  });
  return { ...ada, client, conversationId };
}

describe('a site that wants the widget', () => {
  it('is told whether it may have it, whatever page asks', async () => {
    const ask = (site: string) => callRoute(GET, { query: `?site=${encodeURIComponent(site)}` });
    const allowed = await ask(SITE);
    expect(allowed.body).toEqual({ allowed: true });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('*');
    for (const other of ['https://evil.example', 'http://shop.example', 'https://shop.example:8443'])
      expect((await ask(other)).body).toEqual({ allowed: false });
    for (const none of [
      '',
      'shop.example',
      `${SITE}/`,
      `${SITE}/page`,
      'null',
      'https://a;b',
      'ftp://shop.example',
    ])
      expect((await ask(none)).status).toBe(400);
  });

  it('has visitors only where it may have it', async () => {
    expect(await admit({ site: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { error: { code: 'origin_refused' } },
    });
  });
});

describe('a visitor', () => {
  it('is somebody new each time whom nobody knows, with the name that they give', async () => {
    const [one, other] = [await visitor(), await visitor({ name: 'Ada' })];
    expect(one.account).toMatchObject({ name: 'Visitor', role: 'USER' });
    expect(other.account).toMatchObject({ name: 'Ada', role: 'USER' });
    expect(one.account.id).not.toBe(other.account.id);
    expect(one.chats.items).toEqual([]);
  });

  it('is the same person whom the site has signed, with what it says of them now', async () => {
    const sub = randomUUID();
    const first = await visitor({ user: await sign({ sub, name: 'Ada' }) });
    const again = await visitor({ user: await sign({ sub, name: 'Ada Lovelace' }), name: 'Somebody else' });
    expect(again.account).toEqual({ ...first.account, name: 'Ada Lovelace' });
    const together = await Promise.all(
      Array.from({ length: 8 }, async () => visitor({ user: await sign({ sub: `${sub}-2` }) })),
    );
    expect(new Set(together.map((one) => one.account.id)).size).toBe(1);
  });

  it('is refused where the site has not signed it', async () => {
    for (const user of ['nonsense', await sign({ sub: '1' }, 'a secret that somebody else has made up')])
      expect(await admit({ site: SITE, user })).toMatchObject({
        status: 401,
        body: { error: { code: 'site_token_invalid' } },
      });
  });

  it('may say at the hub what is about a chat of theirs, and nothing else', async () => {
    const { client, conversationId } = await withChat();
    const inputs: Partial<Record<HubCommand, object>> = {
      'support.place': { conversationId },
      'people.get': { userIds: [1] },
    };
    for (const name of Object.keys(hubCommands) as HubCommand[]) {
      const answer = await client.emit(name, inputs[name] ?? {});
      const code = answer.ok ? 'none' : answer.error.code;
      expect([name, code === 'forbidden']).toEqual([name, !visitorCommands.has(name)]);
    }
    client.close();
  });

  it('gets in at no other dialect, and at no route that is not about their chats', async () => {
    const { token } = await visitor();
    const refused = { code: 'token_invalid' };
    const { authenticator } = application;
    await expect(authenticator.socket({ headers: {} }, token)).rejects.toMatchObject(refused);
    expect((await callRoute(account, { token })).status).toBe(403);
    const registered = await application.user();
    expect(
      (
        await callRoute(createConversation, {
          token,
          body: { kind: 'group', title: 'Us', participant_ids: [registered.id] },
        })
      ).status,
    ).toBe(403);
  });

  it('is found by nobody, and nobody begins a conversation with them', async () => {
    const ada = await visitor({ name: 'Unmistakable' });
    const user = await application.user();
    const client = await application.connect(user);
    for (const query of ['Unmistakable', 'visitor', ada.account.username])
      expect((await client.ok('people.search', { query })).people).toEqual([]);
    const userId = ada.account.id;
    expect(await client.refused('conversation.direct', { userId })).toMatchObject({ code: 'user_not_found' });
    const group = { title: 'Us', clientId: randomUUID() };
    expect(await client.refused('conversation.group', { ...group, userIds: [userId] })).toMatchObject({
      code: 'user_not_found',
    });
    const { conversationId } = await client.ok('conversation.group', { ...group, userIds: [] });
    expect(await client.refused('conversation.add', { conversationId, userIds: [userId] })).toMatchObject({
      code: 'user_not_found',
    });
  });

  it('sees their own chat, and of people those who are in it', async () => {
    const { client, token, conversationId, account: me } = await withChat();
    const other = await withChat();
    const stranger = await application.user('stranger');
    const admin = await application.user('admin', 'ADMIN');
    const desk = await application.connect(admin);
    await desk.ok('support.claim', { conversationId });
    const userIds = [me.id, other.account.id, stranger.id, admin.id];
    const { people } = await client.ok('people.get', { userIds });
    expect(people.map(({ id }) => id)).toEqual([me.id, admin.id]);
    expect(await client.refused('conversation.open', { conversationId: other.conversationId })).toMatchObject(
      {
        code: 'conversation_not_found',
      },
    );
    expect((await callRoute(chat, { token, params: { id: String(conversationId) } })).status).toBe(200);
    expect((await callRoute(chat, { token, params: { id: String(other.conversationId) } })).status).toBe(404);
    for (const one of [client, other.client]) one.close();
  });

  it('is shown to admins with what is known of them, and to nobody else', async () => {
    const { conversationId, client } = await withChat();
    const signed = await visitor({ user: await sign({ sub: randomUUID(), email: 'grace@example.org' }) });
    const admin = await application.connect(await application.user('admin', 'ADMIN'));
    expect((await admin.ok('support.client', { conversationId })).visitor).toEqual({
      site: SITE,
      email: 'ada@example.org',
      known: false,
    });
    const grace = await connect(application.address, signed.token);
    const hers = await grace.ok('support.open', { subject: 'Help', content: 'Help', clientId: randomUUID() });
    expect((await admin.ok('support.client', hers)).visitor).toEqual({
      site: SITE,
      email: 'grace@example.org',
      known: true,
    });
    for (const one of [client, grace]) one.close();
  });

  it('is out when the session ends', async () => {
    const { token, account: me } = await visitor();
    await application.pool.query('update sessions set expires_at = now() where user_id = $1', [me.id]);
    expect((await callRoute(getSession, { token })).status).toBe(401);
    expect(await connectRefused(application.address, { auth: { token } })).toMatchObject({
      code: 'token_invalid',
    });
  });
});

describe('visitors of one address', () => {
  const limited = sharedApplication({ WIDGET_SECRET: SECRET, WIDGET_LIMIT: '2/1h' });
  beforeAll(() => limited.setUp({ widgetOrigins: [SITE] }));
  const arrive = async (body: object, address = '10.0.0.1') => {
    const here = { address, userAgent: null };
    const arrived = limited.core.visitors.admit({ site: SITE, ...body }, here);
    return arrived.then(
      () => 'in',
      (error: unknown) => (error as { code: string }).code,
    );
  };

  it('are so many and no more; those whom a site has signed are counted each for themselves', async () => {
    expect([await arrive({}), await arrive({}), await arrive({})]).toEqual(['in', 'in', 'rate_limited']);
    expect(await arrive({}, '10.0.0.2')).toBe('in');
    for (const sub of ['1', '2', '3']) expect(await arrive({ user: await sign({ sub }) })).toBe('in');
  });

  it('open so many chats and no more', async () => {
    const here = { address: '10.0.0.3', userAgent: null };
    const session = await limited.core.visitors.admit({ site: SITE }, here);
    const client = await connect(limited.address, await limited.tokens.issue(session));
    const open = () =>
      client.command('support.open', { subject: 'Help', content: 'Help', clientId: randomUUID() });
    const answers = [await open(), await open(), await open()];
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(answers[2]).toMatchObject({ error: { code: 'rate_limited' } });
    client.close();
  });
});
