import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as auditGet } from '#app/api/audit-log/route.ts';
import { PATCH as patchUser } from '#app/api/users/[id]/route.ts';
import { administrators, auditLog } from '#server/protocol/administration.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { DELETE, PUT } from './[id]/route.ts';
import { GET } from './route.ts';

const application = sharedApplication();
let [owner, admin, user]: TestUser[] = [];
beforeAll(() => serveRoutes(application));
beforeEach(async () => {
  await application.pool.query('update users set owner = false');
  [owner, admin, user] = [
    await application.owner(),
    await application.user('admin', 'ADMIN'),
    await application.user('user'),
  ];
});

const set = (whom: TestUser | undefined, isOwner: boolean, by = owner) =>
  callRoute(PUT, {
    method: 'PUT',
    token: by?.token,
    params: { id: String(whom?.id) },
    body: { owner: isOwner },
  });
const remove = (whom: TestUser | undefined, by = owner) =>
  callRoute(DELETE, { method: 'DELETE', token: by?.token, params: { id: String(whom?.id) } });
const list = async () => administrators.parse((await callRoute(GET, { token: owner?.token })).body).data;
const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;
const written = async () =>
  auditLog
    .parse((await callRoute(auditGet, { token: owner?.token })).body)
    .data.map(({ actor, action, subject }) => [actor.id, action, subject]);

describe('admins', () => {
  it('are made by an owner, who sees all of them and owners first', async () => {
    expect((await set(user, false)).status).toBe(200);
    const listed = await list();
    expect(listed[0]).toMatchObject({ id: owner?.id, owner: true });
    expect(listed.find(({ id }) => id === user?.id)).toMatchObject({ owner: false, disabled: false });
    expect((await written())[0]).toEqual([owner?.id, 'admin_added', user?.account.username]);
  });

  it('become owners, and both may take it from each other but from the last', async () => {
    expect((await set(admin, true)).status).toBe(200);
    const both = await Promise.all([set(owner, false), set(admin, false, admin)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { rows } = await application.pool.query('select id from users where owner');
    expect(rows).toHaveLength(1);
  });

  it('keep the last owner, whatever is asked', async () => {
    for (const answer of [await set(owner, false), await remove(owner)])
      expect([answer.status, code(answer)]).toEqual([409, 'last_owner']);
  });

  it('are signed out when they are none any more, and their chats wait again', async () => {
    const client = await application.user('client');
    const asAdmin = await application.connect(admin as TestUser);
    const { chat } = await application.core.support.open(sessionOf(client), { title: 'Help' });
    const { id } = chat;
    await asAdmin.ok('support.claim', { conversationId: id });

    expect((await remove(admin)).status).toBe(204);
    await asAdmin.closed();
    const [state] = (
      await application.pool.query('select status, admin_id from support_chats where conversation_id = $1', [
        id,
      ])
    ).rows;
    expect(state).toEqual({ status: 'PENDING', admin_id: null });
    expect((await callRoute(GET, { token: admin?.token })).status).toBe(401);
  });

  it('cannot disable an owner, whom another owner can', async () => {
    await set(admin, true);
    const other = await application.user('other', 'ADMIN');
    const disable = (by: TestUser | undefined) =>
      callRoute(patchUser, {
        method: 'PATCH',
        token: by?.token,
        params: { id: String(admin?.id) },
        body: { disabled: true },
      });
    expect(code(await disable(other))).toBe('forbidden');
    expect((await disable(owner)).status).toBe(200);
    expect((await written())[0]).toEqual([owner?.id, 'user_disabled', admin?.account.username]);
  });

  it('cannot both disable the other: one owner can sign in', async () => {
    await set(admin, true);
    const disable = (by: TestUser | undefined, whom: TestUser | undefined) =>
      callRoute(patchUser, {
        method: 'PATCH',
        token: by?.token,
        params: { id: String(whom?.id) },
        body: { disabled: true },
      });
    // Making the admin an owner has signed nobody out: the role is the same.
    await Promise.all([disable(owner, admin), disable(admin, owner)]);
    const { rows } = await application.pool.query('select id from users where owner and disabled_at is null');
    expect(rows).toHaveLength(1);
  });

  it('are the business of owners alone', async () => {
    for (const by of [admin, user])
      for (const answer of [
        await set(user, false, by),
        await remove(admin, by),
        await callRoute(GET, { token: by?.token }),
        await callRoute(auditGet, { token: by?.token }),
      ])
        expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
    expect((await set({ ...(user as TestUser), id: 999_999 }, false)).status).toBe(404);
  });
});
