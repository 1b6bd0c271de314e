import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '#db/store.ts';
import { openDatabase } from '#db/client.ts';
import { startApplication } from '#server/testing/application.ts';
import { uuidOf } from '#server/testing/conversations.ts';
import { twoApart } from '#server/testing/instances.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { until } from '#server/testing/until.ts';
import { connectAll, sendersOf } from './dialects.ts';

const instances = twoApart();
beforeAll(() => serveRoutes(instances.other));

/** A chat whose owner has snoozed it, and what they hear of it. */
async function snoozed() {
  const { one, other } = instances;
  const [ada, grace] = [await one.user('ada'), await one.user('grace', 'ADMIN')];
  const [client, admin] = [await other.connect(ada), await one.connect(grace)];
  const { conversationId } = await client.ok('support.open', {
    subject: 'Broken',
    content: 'It does not start',
    clientId: randomUUID(),
  });
  await admin.ok('support.claim', { conversationId });
  const inChat = { conversationId };
  return {
    ada,
    client,
    admin,
    inChat,
    snooze: () =>
      admin.ok('support.snooze', { ...inChat, until: new Date(Date.now() + 3_600_000).toISOString() }),
    /** The time comes. */
    makeDue: () =>
      one.pool.query(
        `update support_chats set snoozed_until = now() - interval '1 second' where conversation_id = $1`,
        [conversationId],
      ),
    isSnoozed: async () => (await admin.ok('support.client', inChat)).snooze !== null,
    woken: async () =>
      (await admin.ok('support.history', { ...inChat, limit: 100 })).events.filter(
        ({ kind }) => kind === 'woken',
      ),
  };
}

describe('a snoozed chat', () => {
  it('is woken by its client’s message in whatever dialect it comes', async () => {
    const { ada, inChat, snooze, isSnoozed, woken } = await snoozed();
    const conversation = {
      id: inChat.conversationId,
      uuid: await uuidOf(instances.other, inChat.conversationId),
    };
    const sockets = await connectAll(instances.other, ada, conversation);
    const senders = sendersOf(ada, sockets);
    expect(senders.length).toBeGreaterThan(4);
    for (const [index, { name, send }] of senders.entries()) {
      await snooze();
      expect([name, await send(conversation, `From ${name}`)]).toEqual([name, 'stored']);
      expect([name, await isSnoozed(), (await woken()).length]).toEqual([name, false, index + 1]);
    }
    for (const voice of sockets.values()) voice.close();
  });

  it('is woken by its time once, whichever instance looks, and by all at once', async () => {
    const { snooze, makeDue, isSnoozed, woken } = await snoozed();
    const database = openDatabase(instances.one.databaseUrl, () => undefined);
    const { support } = createStore(database);
    for (let round = 1; round <= 5; round += 1) {
      await snooze();
      await makeDue();
      await Promise.all([1, 2, 3, 4].map(() => support.wakeDue(100)));
      // Who found its row held by another has left it to the other.
      await until(async () => !(await isSnoozed()), 'that it woke');
      expect(await woken()).toHaveLength(round);
    }
    expect((await woken()).map(({ actor }) => actor)).toEqual([null, null, null, null, null]);
    await database.close();
  });

  it('is woken once by its time and its client together', async () => {
    const { client, inChat, snooze, makeDue, isSnoozed, woken } = await snoozed();
    for (let round = 1; round <= 10; round += 1) {
      await snooze();
      await makeDue();
      await client.ok('message.send', { ...inChat, content: `Word ${round}`, clientId: randomUUID() });
      expect([await isSnoozed(), (await woken()).length]).toEqual([false, round]);
    }
  });

  it('outlives the instance on which it was snoozed', async () => {
    const { one } = instances;
    const { admin, inChat, makeDue } = await snoozed();
    const first = await startApplication({}, one.databaseUrl);
    const grace = await first.user('grace', 'ADMIN');
    const there = await first.connect(grace);
    await admin.ok('support.release', inChat);
    await there.ok('support.claim', inChat);
    await there.ok('support.snooze', { ...inChat, until: new Date(Date.now() + 3_600_000).toISOString() });
    await first.stop();
    const after = await one.connect(grace);
    await makeDue();
    await until(
      async () => (await after.ok('support.client', inChat)).snooze === null,
      'that an instance that never heard of it woke it',
    );
    const { items } = await after.ok('support.list', { view: 'mine' });
    expect(items.map(({ id }) => id)).toEqual([inChat.conversationId]);
  });
});
