import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { chatsPage, supportChat } from '#server/protocol/support.ts';
import { GET as getChat, PATCH } from './[id]/route.ts';
import { POST as sendMessage } from './conversations/[id]/messages/route.ts';
import { GET, POST } from './route.ts';

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

type Body = Record<string, unknown> & { id: string };

/** Calls a route as Next does; answers status and body. */
async function call(
  route: Parameters<typeof callRoute>[0],
  user: TestUser | null,
  {
    method = 'GET',
    id = '',
    query = '',
    content,
  }: { method?: string; id?: string; query?: string; content?: unknown } = {},
) {
  const { status, body } = await callRoute(route, {
    ...(user && { token: user.token }),
    params: { id },
    method,
    query,
    body: content,
  });
  return { status, body: body as Body };
}

const open = async (user: TestUser, content: unknown = { subject: 'It does not start' }) =>
  (await call(POST, user, { method: 'POST', content })).body;
const patch = (user: TestUser, id: string, content: unknown) =>
  call(PATCH, user, { method: 'PATCH', id, content });

describe('POST /api/chats', () => {
  it('opens a PENDING chat, without what is not set', async () => {
    const user = await application.user();
    const { status, body } = await call(POST, user, { method: 'POST', content: { subject: 'Help' } });
    expect(status).toBe(201);
    expect(supportChat.strict().parse(body)).toEqual({
      id: body.id,
      uuid: body.uuid,
      kind: 'support',
      title: 'Help',
      clientId: user.id,
      status: 'PENDING',
      createdAt: body.createdAt,
      updatedAt: body.updatedAt,
    });
    expect(await open(user, {})).not.toHaveProperty('title');
  });

  it('answers a repeat with 200 and the first chat', async () => {
    const user = await application.user();
    const request = { method: 'POST', content: { clientId: 'same' } };
    const first = await call(POST, user, request);
    expect(await call(POST, user, request)).toEqual({ status: 200, body: first.body });
  });

  it('refuses who is not signed in, and a bad subject', async () => {
    expect((await call(POST, null, { method: 'POST', content: {} })).status).toBe(401);
    const user = await application.user();
    const { status, body } = await call(POST, user, { method: 'POST', content: { subject: '' } });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: { code: 'validation_failed' } });
  });
});

describe('GET /api/chats', () => {
  it('lists by status and cursor', async () => {
    const [user, admin] = await Promise.all([application.user(), application.user('admin', 'ADMIN')]);
    const one = await open(user);
    const two = await open(user);
    await patch(admin, one.id, { status: 'CLOSED' });
    const ids = async (asker: TestUser, query: string) => {
      const { body } = await call(GET, asker, { query });
      return chatsPage
        .strict()
        .parse(body)
        .data.map(({ id }) => id);
    };
    expect(await ids(user, '')).toEqual([one.id, two.id]);
    expect(await ids(user, '?status=PENDING')).toEqual([two.id]);
    expect(await ids(await application.user(), '')).toEqual([]);
    expect((await ids(admin, '?status=CLOSED'))[0]).toBe(one.id);
    expect((await call(GET, user)).body).toHaveProperty('nextCursor', null);
    for (const query of ['?status=OPEN', '?cursor=nonsense'])
      expect(await call(GET, user, { query })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_request' } },
      });
  });
});

describe('GET /api/chats/:id', () => {
  it('answers by number and uuid, 404 to a stranger and for nonsense', async () => {
    const user = await application.user();
    const chat = await open(user);
    for (const id of [chat.id, String(chat.uuid)])
      expect(await call(getChat, user, { id })).toEqual({ status: 200, body: chat });
    for (const id of ['1000000', 'nonsense', 'a\0b'])
      expect((await call(getChat, user, { id })).status).toBe(404);
    expect((await call(getChat, await application.user(), { id: chat.id })).status).toBe(404);
  });
});

describe('PATCH /api/chats/:id', () => {
  it('claims: 200 with the chat, then 409 with whom it belongs to', async () => {
    const [user, admin, other] = await Promise.all([
      application.user(),
      application.user('admin', 'ADMIN'),
      application.user('other', 'ADMIN'),
    ]);
    const { id } = await open(user);
    expect(await patch(admin, id, { adminId: admin.id })).toMatchObject({
      status: 200,
      body: { id, status: 'ACTIVE', adminId: admin.id },
    });
    expect(await patch(other, id, { adminId: other.id })).toEqual({
      status: 409,
      body: {
        error: { code: 'already_claimed', message: expect.any(String), details: { adminId: admin.id } },
      },
    });
    expect((await patch(admin, id, { adminId: user.id })).status).toBe(422);
    expect((await patch(user, id, { status: 'CLOSED' })).status).toBe(403);
    expect((await patch(admin, id, { adminId: null })).body).not.toHaveProperty('adminId');
  });

  it('closes: messages by REST are refused with 409', async () => {
    const [user, admin] = await Promise.all([application.user(), application.user('admin', 'ADMIN')]);
    const { id } = await open(user);
    await patch(admin, id, { status: 'CLOSED' });
    for (const sender of [user, admin])
      expect(
        await call(sendMessage, sender, {
          method: 'POST',
          id,
          content: { message_type: 'text', content: 'late' },
        }),
      ).toEqual({ status: 409, body: { error: { code: 'chat_closed', message: 'Chat is closed' } } });
  });

  it.each([[{}], [{ status: 'OPEN' }], [{ status: 'CLOSED', adminId: 1 }], [{ adminId: 'x' }]])(
    'refuses %j',
    async (content) => {
      const admin = await application.user('admin', 'ADMIN');
      const { id } = await open(await application.user());
      expect((await patch(admin, id, content)).status).toBe(422);
    },
  );
});
