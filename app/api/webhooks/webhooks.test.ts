import { beforeAll, describe, expect, it } from 'vitest';
import {
  webhookDeliveries,
  webhookDelivery,
  webhooks,
  webhookWithSecret,
} from '#server/protocol/webhooks.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { type RestCall, callRoute, serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { POST as redeliver } from './[id]/deliveries/[deliveryId]/redeliver/route.ts';
import { GET as deliveries } from './[id]/deliveries/route.ts';
import { DELETE, PATCH } from './[id]/route.ts';
import { POST as rotate } from './[id]/secret/route.ts';
import { POST as test } from './[id]/test/route.ts';
import { GET, POST } from './route.ts';

const application = sharedApplication();
let [admin, user]: TestUser[] = [];
beforeAll(async () => {
  serveRoutes(application);
  [admin, user] = [await application.user('admin', 'ADMIN'), await application.user('user')];
});

const at = (id: number | string, call: RestCall = {}) => ({
  token: admin?.token,
  ...call,
  params: { id: String(id), ...call.params },
});
const url = 'https://hooks.example.com/switchboard';
const add = (body: object = { url, events: ['message'] }, by = admin) =>
  callRoute(POST, { token: by?.token, body });
const added = async (body?: object) => webhookWithSecret.parse((await add(body)).body);
const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;
const post = { method: 'POST' };
const DELIVERY = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('webhooks', () => {
  it('are added, changed, listed and deleted, and show their secret once', async () => {
    const { secret, ...one } = await added({ url: ` ${url} `, events: ['rating', 'created', 'rating'] });
    expect(one).toMatchObject({ url, events: ['created', 'rating'], enabled: true });
    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(24);
    const changed = await callRoute(PATCH, at(one.id, { method: 'PATCH', body: { enabled: false } }));
    expect(changed.body).toEqual({ ...one, enabled: false });
    const listed = await callRoute(GET, { token: admin?.token });
    expect(webhooks.parse(listed.body).data).toContainEqual({ ...one, enabled: false });
    expect(JSON.stringify([changed.body, listed.body])).not.toContain('whsec_');
    const other = webhookWithSecret.parse((await callRoute(rotate, at(one.id, post))).body);
    expect(other.secret).not.toBe(secret);
    expect((await callRoute(DELETE, at(one.id, { method: 'DELETE' }))).status).toBe(204);
    expect(webhooks.parse((await callRoute(GET, { token: admin?.token })).body).data).toEqual([]);
  });

  it.each([
    'ftp://example.com',
    'example.com',
    'https://ada:secret@example.com/',
    'https://example.com/#part',
    `https://example.com/${'x'.repeat(2_000)}`,
    'javascript:alert(1)',
  ])('have no address like %j', async (wrong) => {
    const answer = await add({ url: wrong, events: ['message'] });
    expect([answer.status, code(answer)]).toEqual([422, 'validation_failed']);
  });

  it('log what they are told by pages, and redeliver it', async () => {
    const { id } = await added();
    const first = webhookDelivery.parse((await callRoute(test, at(id, post))).body);
    expect(first).toMatchObject({ event: 'test', state: 'pending', chatId: null });
    await application.pool.query(
      `insert into webhook_deliveries (webhook_id, event, state) select $1, 'rating', 'failed' from generate_series(1, 60)`,
      [id],
    );
    const latest = webhookDeliveries.parse((await callRoute(deliveries, at(id))).body);
    const query = `?cursor=${latest.nextCursor}`;
    const rest = webhookDeliveries.parse((await callRoute(deliveries, at(id, { query }))).body);
    expect([latest.data.length, rest.data.length, rest.nextCursor]).toEqual([50, 11, null]);
    expect(rest.data.at(-1)?.id).toBe(first.id);
    expect(new Set([...latest.data, ...rest.data].map((one) => one.id)).size).toBe(61);
    const deliveryId = latest.data[0]?.id ?? '';
    const again = await callRoute(redeliver, at(id, { ...post, params: { deliveryId } }));
    expect(again.body).toMatchObject({ id: deliveryId, state: 'pending' });
  });

  it('that are switched off send nothing', async () => {
    const { id } = await added();
    await callRoute(PATCH, at(id, { method: 'PATCH', body: { enabled: false } }));
    for (const answer of [
      await callRoute(test, at(id, post)),
      await callRoute(redeliver, at(id, { ...post, params: { deliveryId: DELIVERY } })),
    ])
      expect([answer.status, code(answer)]).toEqual([409, 'webhook_disabled']);
  });

  it('are for admins alone', async () => {
    const { id } = await added();
    const { token } = user ?? {};
    for (const answer of [
      await callRoute(GET, { token }),
      await add(undefined, user),
      await callRoute(PATCH, at(id, { token, method: 'PATCH', body: { enabled: false } })),
      await callRoute(DELETE, at(id, { token, method: 'DELETE' })),
      await callRoute(rotate, at(id, { token, ...post })),
      await callRoute(test, at(id, { token, ...post })),
      await callRoute(deliveries, at(id, { token })),
      await callRoute(redeliver, at(id, { token, ...post, params: { deliveryId: DELIVERY } })),
    ])
      expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
  });

  it.each(['0', '-1', '1.5', 'abc', '999999'])('are not there by the id %j', async (id) => {
    for (const answer of [
      await callRoute(PATCH, at(id, { method: 'PATCH', body: { enabled: false } })),
      await callRoute(DELETE, at(id, { method: 'DELETE' })),
      await callRoute(rotate, at(id, post)),
      await callRoute(test, at(id, post)),
      await callRoute(deliveries, at(id)),
    ])
      expect([answer.status, code(answer)]).toEqual([404, 'webhook_not_found']);
    const again = await callRoute(redeliver, at(id, { ...post, params: { deliveryId: DELIVERY } }));
    expect([again.status, code(again)]).toEqual([404, 'delivery_not_found']);
  });

  it('end at 20', async () => {
    await application.pool.query('delete from webhooks');
    for (let count = 0; count < 20; count += 1) expect((await add()).status).toBe(201);
    expect(code(await add())).toBe('too_many_webhooks');
  });
});
