import { beforeAll, describe, expect, it } from 'vitest';
import { GET as auditGet } from '#app/api/audit-log/route.ts';
import { GET as widgetGet } from '#app/api/widget/route.ts';
import { auditLog } from '#server/protocol/administration.ts';
import { keptSettings, type SupportSettings } from '#server/protocol/support-settings.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { GET, PUT } from './route.ts';

const application = sharedApplication();
let [owner, admin]: TestUser[] = [];
beforeAll(async () => {
  serveRoutes(application);
  [owner, admin] = [await application.owner(), await application.user('admin', 'ADMIN')];
});

const get = async () => keptSettings.parse((await callRoute(GET, { token: owner?.token })).body);
const put = (settings: object, version: number, by = owner) =>
  callRoute(PUT, { method: 'PUT', token: by?.token, body: { settings, version } });
const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;

describe('the settings of the desk', () => {
  it('count at once, and are written down by what was changed', async () => {
    const { settings, version } = await get();
    const ask = () => callRoute(widgetGet, { query: '?site=https://shop.example' });
    expect((await ask()).body).toEqual({ allowed: false });

    const wanted: SupportSettings = { ...settings, widgetOrigins: ['https://shop.example'] };
    expect((await put(wanted, version)).body).toEqual({ settings: wanted, version: version + 1 });
    expect((await ask()).body).toEqual({ allowed: true });
    const { data } = auditLog.parse((await callRoute(auditGet, { token: owner?.token })).body);
    expect(data[0]).toMatchObject({ action: 'settings_changed', changes: ['widgetOrigins'] });
  });

  it('are not overwritten by who has seen older ones', async () => {
    const { settings, version } = await get();
    const both = await Promise.all([
      put({ ...settings, awayReply: 'We are away' }, version),
      put({ ...settings, assignment: 'round_robin' }, version),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.filter(({ status }) => status === 409).map(code)).toEqual(['settings_changed']);
  });

  it.each([
    { widgetOrigins: ['shop.example'] },
    { widgetOrigins: ['https://shop.example', 'https://shop.example'] },
    { awayReply: 'x'.repeat(1_001) },
    { autoClose: { silenceHours: 0, graceHours: 1, warning: 'Hello?' } },
    { autoClose: { silenceHours: 1, graceHours: 1, warning: ' ' } },
    { assignment: 'by_lot' },
  ])('are none like %j', async (wrong) => {
    const { settings, version } = await get();
    const answer = await put({ ...settings, ...wrong }, version);
    expect([answer.status, code(answer)]).toEqual([422, 'validation_failed']);
    expect(await get()).toEqual({ settings, version });
  });

  it('are the business of owners alone', async () => {
    const { settings, version } = await get();
    for (const answer of [await put(settings, version, admin), await callRoute(GET, { token: admin?.token })])
      expect([answer.status, code(answer)]).toEqual([403, 'forbidden']);
  });
});
