import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECRET, startApplication, type TestApplication } from '#server/testing/application.ts';
import { connect, listen, openSocket } from '#server/testing/client.ts';
import { sharedRedis } from '#server/testing/redis.ts';
import { openSupport, sessionOf } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';
import type { TestUser } from '#server/testing/users.ts';
import { startApp, type App } from './app.ts';

/** An instance that is killed says no goodbye, and is forgotten by then (realtime/roster.ts). */
const FORGOTTEN_MS = 13_000;

const redis = sharedRedis();
let here: TestApplication;
let killed: App;
let folder: string;
beforeAll(async () => {
  here = await startApplication({ REDIS_URL: redis.url, CONNECTION_LIMIT: '2' });
  folder = await mkdtemp(join(tmpdir(), 'switchboard-ghosts-'));
  const { databaseUrl } = here;
  const settings = { dataDir: folder, secret: SECRET, port: 0, logLevel: 'silent' };
  killed = await startApp({ ...settings, databaseUrl, redisUrl: redis.url });
});
afterAll(async () => {
  await killed.stop();
  await here.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a further socket of the user here is told first; it does not stay. */
async function seatOf({ token }: TestUser): Promise<string> {
  const client = listen(openSocket(here.address, { auth: { token } }));
  const { event } = await client.when(() => client.heard[0], 'an answer');
  client.close();
  return event;
}

it('an instance that is killed leaves nobody online or in a room, and no seat taken', async () => {
  const [ada, grace] = await Promise.all([here.user('ada'), here.user('grace')]);
  const { conversationId } = await here.core.conversations.createDirect(sessionOf(ada), { userId: grace.id });
  const watching = await here.connect(ada);
  const attending = openSupport(here, ada);
  await attending.ask('joinChat', String(conversationId));

  const there = { address: `http://127.0.0.1:${killed.port}` };
  const ghost = await connect(there.address, grace.token);
  const inRoom = openSupport(there, grace);
  await inRoom.ask('joinChat', String(conversationId));
  await watching.next('presence', ({ userId, online }) => userId === grace.id && online);
  await attending.next('participantUpdate');

  const admitted = async () => (await seatOf(grace)) === 'ready';
  expect(await admitted()).toBe(false);

  await killed.kill();
  const began = performance.now();
  const last = await watching.next('presence', ({ userId, online }) => userId === grace.id && !online);
  expect(Date.parse(last.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  const { action } = await attending.next<{ action: string }>('participantUpdate', 2);
  expect(action).toBe('left');
  // With as much again for a machine that is loaded.
  expect(performance.now() - began).toBeLessThan(2 * FORGOTTEN_MS);
  const { presences } = await watching.ok('presence.get', { userIds: [grace.id] });
  expect(presences).toMatchObject([{ online: false }]);
  await until(admitted, 'a seat for Grace');
  for (const client of [ghost, inRoom, attending]) client.close();
});
