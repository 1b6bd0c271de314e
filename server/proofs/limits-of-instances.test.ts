import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isChatError } from '#server/protocol/errors.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { twoInstances } from '#server/testing/instances.ts';
import { type HubClient, listen, openSocket } from '#server/testing/client.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { until } from '#server/testing/until.ts';
import { groupOf } from './places.ts';

const ORIGIN = { address: '192.0.2.1', userAgent: null };
const LIMIT = 5;

const instances = twoInstances({
  SEND_LIMIT: `${LIMIT}/1h`,
  LOGIN_LIMIT: `${LIMIT}/1h`,
  SIGNUP_LIMIT: `${LIMIT}/1h`,
  CONNECTION_LIMIT: String(LIMIT),
});
const both = () => [instances.one, instances.other];

/** Does the work so many times on both at once; answers what it was refused with. */
async function atOnce(
  times: number,
  work: (application: TestApplication, index: number) => Promise<unknown>,
): Promise<string[]> {
  const done = Array.from({ length: times }, (_, index) =>
    both().map((application) => work(application, index)),
  ).flat();
  const results = await Promise.allSettled(done);
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    const { reason } = result;
    return [isChatError(reason) ? reason.code : String(reason)];
  });
}

const limited = (count: number) => Array.from({ length: count }, () => 'rate_limited');

async function scene() {
  const [ada, grace] = await Promise.all([instances.one.user('ada'), instances.one.user('grace')]);
  const { conversation } = await groupOf(instances.one, ada, grace);
  return { ada, conversationId: conversation.id };
}

/** A socket of the user, where it is taken in. */
async function admit({ address }: TestApplication, { token }: TestUser): Promise<HubClient | undefined> {
  const client = listen(openSocket(address, { auth: { token } }));
  const { event } = await client.when(
    () => client.heard.find((heard) => heard.event === 'ready' || heard.event === 'ended'),
    'an answer',
  );
  return event === 'ready' ? client : undefined;
}

/** The sockets that are taken in of as many on each instance at once as the user may have on both. */
async function openAll(user: TestUser, count = LIMIT): Promise<HubClient[]> {
  const tries = Array.from({ length: count }, () => both().map((application) => admit(application, user)));
  return (await Promise.all(tries.flat())).flatMap((client) => client ?? []);
}

describe('limits of two instances together', () => {
  it('count sends, and repeats not', async () => {
    const { ada, conversationId } = await scene();
    const send = (application: TestApplication, clientId: string) =>
      application.core.messages.send(sessionOf(ada), { conversationId, content: clientId, clientId });
    await send(instances.one, 'first');
    for (let round = 0; round < 3; round += 1)
      for (const application of both()) await send(application, 'first');
    const refused = await atOnce(LIMIT, (application, index) =>
      send(application, `${index} of ${application.address}`),
    );
    expect(refused).toEqual(limited(2 * LIMIT - (LIMIT - 1)));
    for (const application of both()) await send(application, 'first');
  });

  it('count failed sign-ins, and registrations', async () => {
    const credentials = { email: 'nobody@example.com', password: 'wrong' };
    const refused = await atOnce(LIMIT, ({ core }) =>
      core.identity.signIn(credentials, ORIGIN, { kind: 'token', lifetime: 60 }),
    );
    expect(refused.filter((code) => code === 'rate_limited')).toEqual(limited(LIMIT));
    const registrations = await atOnce(LIMIT, ({ core, address }, index) => {
      const username = `new-${index}-${new URL(address).port}`;
      const account = { username, email: `${username}@example.com`, password: 'a-password' };
      return core.identity.register(null, account, ORIGIN);
    });
    expect(registrations).toEqual(limited(LIMIT));
  });

  it('count sockets, until they close', async () => {
    const ada = await instances.one.user('ada');
    const open = await openAll(ada);
    expect(open).toHaveLength(LIMIT);
    for (const application of both()) expect(await admit(application, ada)).toBeUndefined();
    open[0]?.close();
    const again = await until(() => admit(instances.other, ada), 'the seat of the one that closed');
    for (const client of [...open, again]) client.close();
  });

  it('count the sockets that were there before Redis, which remembers nothing', async () => {
    const ada = await instances.one.user('ada');
    const open = await Promise.all(Array.from({ length: LIMIT }, () => admit(instances.one, ada)));
    await instances.redis.kill();
    await instances.redis.start();
    const full = async () => {
      const further = await admit(instances.other, ada);
      further?.close();
      return further === undefined;
    };
    await until(full, 'the other one to know');
    expect(open).not.toContain(undefined);
    for (const client of open) client?.close();
  });

  describe('while Redis is away', () => {
    beforeAll(async () => {
      await instances.redis.kill();
      for (const { metrics } of both())
        await until(async () => (await metrics.render()).includes('switchboard_redis_up 0'), 'Redis away');
    });
    afterAll(() => instances.redis.start());

    it('are kept by each for itself', async () => {
      const { ada, conversationId } = await scene();
      const refused = await atOnce(2 * LIMIT, ({ core }, index) =>
        core.messages.send(sessionOf(ada), { conversationId, content: String(index) }),
      );
      expect(refused).toEqual(limited(2 * LIMIT));
      const open = await openAll(ada);
      expect(open).toHaveLength(2 * LIMIT);
      for (const client of open) client.close();
    });
  });
});

describe('a limit of two instances that is far away', () => {
  const far = twoInstances({ SEND_LIMIT: '1000/1h' });
  it('leaves sends in the order in which they came', async () => {
    const { one: application } = far;
    const ada = await application.user('ada');
    const { conversation } = await groupOf(application, ada);
    const client = await application.connect(ada);
    const sent = Array.from({ length: 200 }, (_, index) =>
      client.ok('message.send', {
        conversationId: conversation.id,
        content: String(index),
        clientId: randomUUID(),
      }),
    );
    const places = (await Promise.all(sent)).map(({ seq }) => seq);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
