import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalBus } from '#server/bus/local.ts';
import type { SupportEvent } from '#server/core/bus.ts';
import { startApplication, type TestApplication } from '#server/testing/application.ts';
import { openSupport, sessionOf } from '#server/testing/support.ts';

/** What another instance would say comes by this bus. */
const bus = createLocalBus();
let application: TestApplication;
beforeAll(async () => {
  application = await startApplication({}, undefined, { bus });
});
afterAll(() => application.stop());

it('a change that another instance tells late is not told after the one that followed it', async () => {
  const [client, admin] = await Promise.all([application.user('ada'), application.user('grace', 'ADMIN')]);
  const { chat } = await application.core.support.open(sessionOf(client), {});
  const [hub, support] = [await application.connect(admin), openSupport(application, client)];
  await support.ask('joinChat', String(chat.id));
  await hub.ok('support.claim', { conversationId: chat.id });
  await hub.ok('support.close', { conversationId: chat.id });
  const closed = await hub.next('support', ({ status }) => status === 'CLOSED');

  const late: SupportEvent = { ...closed, version: closed.version - 1, status: 'ACTIVE' };
  bus.publish('support', { ...late, change: 'status' });
  bus.publish('support', { ...late, change: 'owner' });
  // That it was opened is news to whoever has not heard it, however late.
  bus.publish('support', { ...late, version: 1, status: 'PENDING', change: 'opened' });
  await hub.next('support', ({ change }) => change === 'opened');
  expect(hub.all('support').map(({ change, status }) => `${change} ${status}`)).toEqual([
    'status ACTIVE',
    'status CLOSED',
    'opened PENDING',
  ]);
  await support.ask('getActiveUsers', String(chat.id));
  const told = support.all<{ status: string }>('chatStatusChanged').map(({ status }) => status);
  expect(told).toEqual(['ACTIVE', 'CLOSED']);
});
