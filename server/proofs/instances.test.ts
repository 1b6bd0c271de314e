import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestApplication } from '#server/testing/application.ts';
import { twoInstances } from '#server/testing/instances.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { sessionOf } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { type Sender, type Sockets, connectAll, sendersOf } from './dialects.ts';
import { type Place, places } from './places.ts';
import { rest } from './rest.ts';

const MESSAGES = 200;

const instances = twoInstances();
const both = () => [instances.one, instances.other];

async function silence() {
  instances.redis.pause();
  for (const { metrics } of both())
    await until(async () => (await metrics.render()).includes('switchboard_redis_up 0'), 'Redis to be away');
}

interface Present {
  user: TestUser;
  application: TestApplication;
  sockets: Sockets;
  senders: Sender[];
}

describe.each(Object.entries(places))('two instances, in %s', (_kind, makePlace) => {
  let place: Place;
  /** Everybody, with sockets of every dialect on both instances. */
  let present: Present[];
  let unheard: number;

  beforeEach(async () => {
    place = await makePlace(instances.one);
    unheard = (await storedIn(instances.one, place.conversation.id)).length;
    present = await Promise.all(
      both().flatMap((application) =>
        place.people.map(async (user) => {
          const sockets = await connectAll(application, user, place.conversation);
          // REST would need the pages of either instance.
          const senders = sendersOf(user, sockets).filter(({ name }) => name !== rest.name);
          return { user, application, sockets, senders };
        }),
      ),
    );
  });
  afterEach(() => {
    for (const { sockets } of present) for (const voice of sockets.values()) voice.close();
  });

  /** Once everybody has heard the last one: each socket was pushed what is stored, once, in order. */
  async function expectAllHeard(last: string) {
    const stored = await storedIn(instances.one, place.conversation.id);
    const texts = stored.slice(unheard).map(({ content }) => content);
    for (const { user, application, sockets } of present)
      for (const [{ name }, voice] of sockets) {
        await voice.heard(last);
        const who = `${user.account.username} on ${name} of ${application === instances.one ? 'one' : 'other'}`;
        expect([who, voice.texts()]).toEqual([who, texts]);
      }
    expect(both().flatMap(({ faults }) => faults)).toEqual([]);
  }

  const sendersOn = (application: TestApplication) =>
    present.flatMap((each) => (each.application === application ? each.senders : []));

  it(`${MESSAGES} messages said on both at once have one order for everybody`, async () => {
    const all = [...sendersOn(instances.one), ...sendersOn(instances.other)];
    const sent = Array.from({ length: Math.ceil(MESSAGES / all.length) }, (_, round) =>
      all.map((sender, index) => sender.send(place.conversation, `${round}/${index}`)),
    ).flat();
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['stored']));
    expect(await sendersOn(instances.other)[0]?.send(place.conversation, 'the last')).toBe('stored');
    await expectAllHeard('the last');
  });

  const outages: [what: string, go: () => Promise<void> | void, come: () => Promise<void> | void][] = [
    ['dies', () => instances.redis.kill(), () => instances.redis.start()],
    ['falls silent', () => instances.redis.pause(), () => instances.redis.resume()],
    ['is given up for its silence', silence, () => instances.redis.resume()],
  ];
  it.each(outages)('nobody misses anything when Redis %s and comes back', async (_what, go, come) => {
    const say = async (application: TestApplication, text: string) =>
      expect(await sendersOn(application)[0]?.send(place.conversation, text)).toBe('stored');
    await say(instances.one, 'before');
    await go();
    try {
      for (let round = 0; round < 5; round += 1)
        for (const application of both()) await say(application, `${round} while it is away`);
    } finally {
      await come();
    }
    await say(instances.one, 'after, on one');
    await say(instances.other, 'after, on the other');
    await expectAllHeard('after, on the other');
  });

  it('a message that only the other instance could have told of arrives when Redis is back', async () => {
    await instances.redis.kill();
    const [sender] = sendersOn(instances.other);
    expect(await sender?.send(place.conversation, 'alone')).toBe('stored');
    await instances.redis.start();
    await expectAllHeard('alone');
  });
});

describe('two instances', () => {
  it('tell of a conversation that was made on the other one while Redis was away', async () => {
    const [ada, grace] = await Promise.all([instances.one.user('ada'), instances.one.user('grace')]);
    const [listener, reader] = [openRaw(instances.other.address, '/'), await instances.other.connect(grace)];
    await listener.send({ type: 'auth', token: grace.token });
    await listener.frame(0);
    await instances.redis.kill();
    const { conversationId } = await instances.one.core.conversations.createDirect(sessionOf(ada), {
      userId: grace.id,
    });
    await instances.redis.start();
    await reader.next('added', (added) => added.conversationId === conversationId);
    const told = await listener.next(({ type }) => type === 'new_chat');
    expect(told).toMatchObject({ payload: { id: String(conversationId) } });
    listener.close();
  });
});
