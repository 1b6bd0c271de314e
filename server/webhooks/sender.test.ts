import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '#db/test-database.ts';
import type { Role } from '#server/protocol/identity.ts';
import type { WebhookDelivery, WebhookEvent } from '#server/protocol/webhooks.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { sharedApplication, startApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';
import { signatureOf, startReceiver } from '#server/testing/webhooks.ts';

const application = sharedApplication({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' });
const all: WebhookEvent[] = ['created', 'message', 'status', 'rating'];
const receivers: Awaited<ReturnType<typeof startReceiver>>[] = [];
let admin: ReturnType<typeof sessionOf>;
beforeAll(async () => {
  admin = await person('ADMIN');
});
afterAll(() => Promise.all(receivers.map((receiver) => receiver.close().catch(() => undefined))));

const person = async (role?: Role, at: TestApplication = application) =>
  sessionOf(await at.user('someone', role));

/** A webhook that a receiver of its own hears, alone. */
async function listening(events = all, url?: string) {
  for (const { id } of await application.core.webhooks.list(admin))
    await application.core.webhooks.remove(admin, id);
  const receiver = await startReceiver();
  receivers.push(receiver);
  const webhook = await application.core.webhooks.create(admin, { url: url ?? receiver.url, events });
  const log = async () => (await application.core.webhooks.deliveries(admin, webhook.id, undefined)).data;
  return {
    receiver,
    webhook,
    log,
    /** The latest delivery, once that holds of it. */
    settled: (holds: (delivery: WebhookDelivery) => boolean) =>
      until(async () => {
        const [latest] = await log();
        return latest && holds(latest) && latest;
      }, 'a settled delivery'),
    /** The time of every attempt that is put off has come. */
    makeDue: () =>
      application.pool.query(
        `update webhook_deliveries set next_attempt_at = now() where webhook_id = $1 and state = 'pending'`,
        [webhook.id],
      ),
  };
}

const open = async (at: TestApplication = application) => {
  const client = await person(undefined, at);
  const { chat } = await at.core.support.open(client, { title: 'Help', content: 'Hello?' });
  return { client, id: chat.id };
};
const kinds = (heard: readonly { payload: { type: string } }[]) => heard.map(({ payload }) => payload.type);
const delivered = ({ state }: WebhookDelivery) => state === 'delivered';

describe('a webhook', () => {
  it('is told of a chat from its beginning to its rating, signed, in order', async () => {
    const { receiver, webhook, log } = await listening();
    const { client, id } = await open();
    const { core } = application;
    await core.support.change(admin, String(id), { adminId: admin.account.id });
    await core.messages.send(admin, { conversationId: id, content: 'How can I help?' });
    await core.support.change(admin, String(id), { status: 'CLOSED' }, { reason: 'spam', text: 'secret' });
    await core.support.rate(client, { conversationId: id, rating: 4, comment: 'secret' });

    const heard = await receiver.many(6);
    expect(kinds(heard)).toEqual(['created', 'message', 'status', 'message', 'status', 'rating']);
    expect(new Set(heard.map((one) => one.id)).size).toBe(6);
    for (const one of heard) {
      expect(one.headers['webhook-signature']).toBe(signatureOf(one, webhook.secret));
      expect(Math.abs(Number(one.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(one.headers['content-type']).toBe('application/json');
      expect(one.payload.data).toMatchObject({
        chat: { id, title: 'Help', client: { id: client.account.id } },
      });
    }
    expect(heard.map(({ payload }) => payload.data).slice(1)).toMatchObject([
      { message: { content: 'Hello?', sender: { id: client.account.id, role: 'USER' }, seq: 1 } },
      { status: 'ACTIVE', previousStatus: 'PENDING', owner: { id: admin.account.id } },
      { message: { content: 'How can I help?', sender: { role: 'ADMIN' }, seq: 2 } },
      { status: 'CLOSED', previousStatus: 'ACTIVE', actor: { id: admin.account.id } },
      { rating: 4 },
    ]);
    expect(heard.map(({ body }) => body).join()).not.toMatch(/secret|spam|whsec/);
    await until(async () => (await log()).every(delivered), 'all delivered');
    expect((await log()).map((delivery) => delivery.id).toReversed()).toEqual(heard.map((one) => one.id));
  });

  it('is told of nothing but what it asked for', async () => {
    const { receiver, log } = await listening(['rating']);
    const { client, id } = await open();
    const other = await application.core.support.open(client, { title: 'Another' });
    await application.core.messages.send(client, { conversationId: other.chat.id, content: 'Hi' });
    await application.core.support.change(admin, String(id), { status: 'CLOSED' });
    await application.core.support.rate(client, { conversationId: id, rating: 1 });
    expect(kinds(await receiver.many(1))).toEqual(['rating']);
    expect((await log()).map(({ event }) => event)).toEqual(['rating']);
  });

  it('whose receiver is down hears each event once by its id when it is back, though the server died', async () => {
    const { receiver, log, makeDue } = await listening();
    await receiver.close();
    const { client, id } = await open();
    await until(async () => (await log()).at(-1)?.lastError === 'Nobody listens there', 'that it was tried');
    for (const content of ['one', 'two', 'three'])
      await application.core.messages.send(client, { conversationId: id, content });
    // A server takes what is due and dies of it: nobody settles these.
    await makeDue();
    await application.pool.query(
      `update webhook_deliveries set attempts = attempts + 1, next_attempt_at = now() + interval '1 minute'
       where state = 'pending'`,
    );
    expect((await log()).map(({ state }) => state)).toEqual(Array(5).fill('pending'));
    const written = (await log()).map((delivery) => delivery.id).toReversed();

    const next = await startApplication({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' }, application.databaseUrl);
    await receiver.listen();
    await makeDue();
    await until(async () => (await log()).every(delivered), 'all delivered');
    await next.stop();
    // A clock that is set can make one be sent twice: the receiver tells by the id.
    const once = [...new Map(receiver.heard.map((one) => [one.id, one])).values()];
    expect(once.map((one) => one.id)).toEqual(written);
    expect(kinds(once)).toEqual(['created', 'message', 'message', 'message', 'message']);
  });

  it('is told once by two instances', async () => {
    const { receiver, log } = await listening();
    const other = await startApplication({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' }, application.databaseUrl);
    const chats = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => open(n % 2 ? application : other)));
    await until(async () => {
      const deliveries = await log();
      return deliveries.length === 12 && deliveries.every(delivered);
    }, 'all delivered');
    await other.stop();
    expect(receiver.heard).toHaveLength(12);
    for (const { id } of chats)
      expect(
        kinds(receiver.heard.filter(({ payload }) => 'chat' in payload.data && payload.data.chat.id === id)),
      ).toEqual(['created', 'message']);
  });

  it('that fails is tried again later, and holds up no other chat', async () => {
    const { receiver, settled, makeDue, log } = await listening(['message']);
    receiver.answer(500);
    const { client, id } = await open();
    const failed = await settled(({ lastStatus }) => lastStatus === 500);
    expect([failed.state, failed.lastError]).toEqual(['pending', null]);
    const wait = Date.parse(failed.nextAttemptAt ?? '') - Date.now();
    expect(wait).toBeLessThan(60_000);
    await application.pool.query(
      `update webhook_deliveries set next_attempt_at = now() + interval '1 hour' where state = 'pending'`,
    );
    receiver.answer(200);
    await application.core.messages.send(client, { conversationId: id, content: 'second' });
    const other = await open();
    await settled(({ chatId, state }) => chatId === other.id && state === 'delivered');
    // The second message of the first chat waits for the first.
    expect((await log()).map(({ state }) => state)).toEqual(['delivered', 'pending', 'pending']);
    await makeDue();
    await until(async () => (await log()).every(delivered), 'all delivered');
    const [second, first] = receiver.heard.toReversed();
    expect([first?.id, second?.payload.data]).toMatchObject([failed.id, { message: { content: 'second' } }]);
  });

  it('that has failed for a day is given up, and can be asked for once more', async () => {
    const { receiver, settled, webhook } = await listening(['created']);
    receiver.answer(503);
    await open();
    await settled(({ lastStatus }) => lastStatus === 503);
    await application.pool.query(
      `update webhook_deliveries set attempts = 10, next_attempt_at = now() where state = 'pending'`,
    );
    const { id, lastStatus } = await settled(({ state }) => state === 'failed');
    expect(lastStatus).toBe(503);
    await application.core.webhooks.redeliver(admin, webhook.id, id);
    await settled(({ state, attempts }) => state === 'failed' && attempts === 12);
    receiver.answer(200);
    await application.core.webhooks.redeliver(admin, webhook.id, id);
    await settled(delivered);
    expect(new Set(receiver.heard.map((one) => one.id))).toEqual(new Set([id]));
  });

  it('follows no redirect', async () => {
    const target = await startReceiver();
    receivers.push(target);
    const { receiver, settled } = await listening(['created']);
    receiver.answer(307, { location: target.url });
    await open();
    expect(await settled(({ lastStatus }) => lastStatus === 307)).toMatchObject({
      state: 'pending',
      lastError: 'Redirects are not followed',
    });
    expect(target.heard).toEqual([]);
  });

  it('that is gone is switched off', async () => {
    const { receiver, settled, webhook } = await listening(['created']);
    receiver.answer(410);
    await open();
    await settled(({ state }) => state === 'failed');
    expect(await application.core.webhooks.list(admin)).toMatchObject([{ id: webhook.id, enabled: false }]);
    await open();
    await expect(application.core.webhooks.test(admin, webhook.id)).rejects.toMatchObject({
      code: 'webhook_disabled',
    });
    expect(receiver.heard).toHaveLength(1);
  });

  it('signs by its new secret once there is one', async () => {
    const { receiver, webhook } = await listening();
    const { secret } = await application.core.webhooks.rotate(admin, webhook.id);
    await application.core.webhooks.test(admin, webhook.id);
    const [one] = await receiver.many(1);
    expect(one?.payload).toMatchObject({ type: 'test', data: { webhookId: webhook.id } });
    expect(secret).not.toBe(webhook.secret);
    expect(one && signatureOf(one, secret)).toBe(one?.headers['webhook-signature']);
  });

  it('has no text of a message that was deleted before it was sent', async () => {
    const { receiver, settled, makeDue } = await listening(['message']);
    receiver.answer(500);
    const client = await person();
    const { chat } = await application.core.support.open(client, { title: 'Help' });
    const sent = await application.core.messages.send(client, { conversationId: chat.id, content: 'Oops' });
    await settled(({ lastStatus }) => lastStatus === 500);
    await application.core.messages.remove(client, { messageId: sent.message.id });
    receiver.answer(200);
    await makeDue();
    await settled(delivered);
    expect(receiver.heard.at(-1)?.payload).toMatchObject({ data: { message: { content: '' } } });
  });
});

describe('a server that stops', () => {
  it('gives back what is in flight, and another sends it under the same id', async () => {
    const database = await createTestDatabase();
    const start = () => startApplication({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' }, database.url);
    const first = await start();
    const boss = await person('ADMIN', first);
    const receiver = await startReceiver();
    receivers.push(receiver);
    receiver.respond(() => undefined);
    await first.core.webhooks.create(boss, { url: receiver.url, events: ['created'] });
    await open(first);
    const [hanging] = await receiver.many(1);
    await first.stop();
    receiver.answer(200);
    // No clock is set: what was not given back would be due in a minute.
    const next = await start();
    const heard = await receiver.many(2);
    expect(heard[1]?.id).toBe(hanging?.id);
    await next.stop();
    await database.drop();
  });
});
