import { beforeAll, describe, expect, it } from 'vitest';
import { cannedResponse, cannedResponses } from '#server/protocol/canned-responses.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { DELETE, PATCH } from './[id]/route.ts';
import { GET, POST } from './route.ts';

const application = sharedApplication();
let [admin, user]: TestUser[] = [];
beforeAll(async () => {
  serveRoutes(application);
  [admin, user] = [await application.user('admin', 'ADMIN'), await application.user('user')];
});

const write = (body: object, by = admin) => callRoute(POST, { token: by?.token, body });
const change = (id: number | string, body: object, by = admin) =>
  callRoute(PATCH, { method: 'PATCH', token: by?.token, params: { id: String(id) }, body });
const remove = (id: number | string, by = admin) =>
  callRoute(DELETE, { method: 'DELETE', token: by?.token, params: { id: String(id) } });
const list = async () => cannedResponses.parse((await callRoute(GET, { token: admin?.token })).body).data;
const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;

describe('canned responses', () => {
  it('are kept, listed by name, changed and deleted', async () => {
    const later = cannedResponse.parse((await write({ name: 'Später', content: 'Bis dann' })).body);
    const first = cannedResponse.parse(
      (await write({ name: ' Hello ', content: 'Hi {{client.name}}' })).body,
    );
    expect([later.name, first.name]).toEqual(['später', 'hello']);
    expect((await list()).map(({ name }) => name)).toEqual(['hello', 'später']);

    const changed = cannedResponse.parse((await change(first.id, { content: 'Good day' })).body);
    expect(changed).toMatchObject({ id: first.id, name: 'hello', content: 'Good day' });
    expect((await remove(later.id)).status).toBe(204);
    expect(await list()).toEqual([changed]);
  });

  it('have one name each, however it is written', async () => {
    const one = cannedResponse.parse((await write({ name: 'refund', content: 'It takes a week' })).body);
    const other = cannedResponse.parse((await write({ name: 'return', content: 'Send it back' })).body);
    const refused = [
      await write({ name: 'REFUND', content: 'Another' }),
      await change(other.id, { name: 'Refund' }),
    ];
    for (const answer of refused) expect([answer.status, code(answer)]).toEqual([409, 'response_exists']);
    expect((await change(one.id, { name: 'refund' })).status).toBe(200);
  });

  it.each(['', ' ', 'two words', 'a--b', '/slash', 'x'.repeat(41), 'line\nbreak'])(
    'have no name like %j',
    async (name) => {
      const answer = await write({ name, content: 'Hello' });
      expect([answer.status, code(answer)]).toEqual([422, 'validation_failed']);
    },
  );

  it('are for admins alone', async () => {
    const { id } = cannedResponse.parse((await write({ name: 'secret', content: 'For admins' })).body);
    for (const answer of [
      await callRoute(GET, { token: user?.token }),
      await write({ name: 'mine', content: 'Mine' }, user),
      await change(id, { content: 'Mine' }, user),
      await remove(id, user),
    ])
      expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
    expect(await list()).toContainEqual(expect.objectContaining({ id, content: 'For admins' }));
  });

  it.each(['0', '-1', '1.5', 'abc', '999999'])('is not there by the id %j', async (id) => {
    for (const answer of [await change(id, { content: 'Hello' }), await remove(id)])
      expect([answer.status, code(answer)]).toEqual([404, 'response_not_found']);
  });

  it('end at 500', async () => {
    const before = (await list()).length;
    await application.pool.query(
      `insert into canned_responses (name, content) select 'bulk' || n, 'x' from generate_series(1, $1) n`,
      [499 - before],
    );
    expect((await write({ name: 'last', content: 'The 500th' })).status).toBe(201);
    const answer = await write({ name: 'more', content: 'One more' });
    expect([answer.status, code(answer)]).toEqual([409, 'too_many_responses']);
    await application.pool.query(`delete from canned_responses where name like 'bulk%'`);
  });
});
