import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bus, ConversationEvent, GapEvent } from '#server/core/bus.ts';
import type { Delta, Message } from '#server/protocol/conversation.ts';
import { sharedRedis } from '#server/testing/redis.ts';
import { until, within } from '#server/testing/until.ts';
import { createRedisBus } from './redis.ts';
import { createRedisLink, type RedisLink } from './redis-link.ts';

const PREFIX = 'switchboard:a-test:';
const TOPIC = 'conversation:7';
const typing = (userId: number) =>
  ({ type: 'typing', conversationId: 7, userId, email: 'ada@example.com', typing: true }) as const;

const redis = sharedRedis();

interface Instance {
  bus: Bus;
  link: RedisLink;
  misunderstood: unknown[];
  failures: unknown[];
  gaps: GapEvent[];
}

let instances: Instance[] = [];
async function start(): Promise<Instance> {
  const [misunderstood, failures, gaps]: [unknown[], unknown[], GapEvent[]] = [[], [], []];
  const link = createRedisLink({ url: redis.url, changed: () => undefined, refused: () => undefined });
  const bus = createRedisBus({
    link,
    instance: crypto.randomUUID(),
    prefix: PREFIX,
    misunderstood: (error) => void misunderstood.push(error),
    failed: (error) => void failures.push(error),
  });
  bus.subscribe('gap', (gap) => void gaps.push(gap));
  await link.start();
  const instance = { bus, link, misunderstood, failures, gaps };
  instances.push(instance);
  // It has told that it is there, and hears what others say.
  await until(async () => gaps.some(({ topics }) => topics === 'all'), 'the first connection');
  return instance;
}

/** What the instance hears on the topic; resolves when Redis brings it. */
async function listen({ bus, gaps }: Instance) {
  const heard: ConversationEvent[] = [];
  gaps.length = 0;
  const stop = bus.subscribe(TOPIC, (event) => void heard.push(event));
  await until(async () => gaps.some(({ topics }) => topics.includes(TOPIC as never)), 'a subscription');
  return { heard, stop, next: (count: number) => until(async () => heard.length >= count, `event ${count}`) };
}

async function channels(): Promise<string[]> {
  const client = createClient({ url: redis.url });
  await client.connect();
  const names = await client.pubSubChannels(`${PREFIX}conversation:*`);
  client.destroy();
  return names;
}

async function say(channel: string, frame: string) {
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.publish(channel, frame);
  client.destroy();
}

let one: Instance;
let other: Instance;
beforeEach(async () => {
  [one, other] = [await start(), await start()];
});
afterEach(async () => {
  await Promise.all(instances.map(({ link }) => link.close()));
  instances = [];
});

describe('the bus of several instances', () => {
  it('tells its own instance at once and the others soon, each once and in order', async () => {
    const [here, there] = [await listen(one), await listen(other)];
    one.bus.publish(TOPIC, typing(1));
    expect(here.heard).toEqual([typing(1)]);
    for (const userId of [2, 3, 4]) one.bus.publish(TOPIC, typing(userId));
    await there.next(4);
    other.bus.publish(TOPIC, typing(5));
    await here.next(5);
    const all = [1, 2, 3, 4, 5].map(typing);
    expect(here.heard).toEqual(all);
    expect(there.heard).toEqual(all);
  });

  it('has Redis bring what somebody listens to, as long as they do', async () => {
    const first = await listen(one);
    const second: unknown[] = [];
    const stop = one.bus.subscribe(TOPIC, (event) => void second.push(event));
    expect(await channels()).toEqual([`${PREFIX}${TOPIC}`]);
    first.stop();
    first.stop();
    other.bus.publish(TOPIC, typing(1));
    await until(async () => second.length === 1, 'the event');
    expect(first.heard).toEqual([]);
    stop();
    await until(async () => (await channels()).length === 0, 'the end of the subscription');
  });

  it('tells of a gap where it begins to listen, since others spoke before', async () => {
    await listen(one);
    const ofTopics = ({ gaps }: Instance) => gaps.filter(({ topics }) => topics !== 'all');
    expect(ofTopics(one)).toEqual([{ topics: [TOPIC], seconds: 0 }]);
    expect(ofTopics(other)).toEqual([]);
  });

  it('lets pass what is no frame of this version, and hears the next one', async () => {
    const there = await listen(other);
    const delta = { conversationId: 7, since: 1, version: 'two', messages: [null] };
    const strange = [
      '',
      'nonsense',
      '2 somebody {"type":"typing"}',
      '1 somebody {',
      '1 somebody null',
      '1 somebody {"type":"constructor"}',
      `1 somebody ${JSON.stringify({ type: 'changes', delta })}`,
      '1 somebody {"type":"typing","conversationId":7,"userId":-1,"email":"","typing":true}',
    ];
    for (const frame of strange) await say(`${PREFIX}${TOPIC}`, frame);
    one.bus.publish(TOPIC, typing(1));
    await there.next(1);
    expect(there.heard).toEqual([typing(1)]);
    expect(other.misunderstood).toHaveLength(strange.length);
    expect(other.failures).toEqual([]);
  });

  it('survives who fails when they are told', async () => {
    const there = await listen(other);
    const stop = other.bus.subscribe(TOPIC, () => {
      throw new Error('a fault of whoever listens');
    });
    one.bus.publish(TOPIC, typing(1));
    await until(async () => other.failures.length === 1, 'the failure');
    stop();
    one.bus.publish(TOPIC, typing(2));
    await there.next(2);
    expect(there.heard).toEqual([typing(1), typing(2)]);
  });

  it('names changes that are too many to be carried', async () => {
    const [here, there] = [await listen(one), await listen(other)];
    const delta = { conversationId: 7, since: 4, version: 40, messages: [messageOf('x'.repeat(300_000))] };
    one.bus.publish(TOPIC, { type: 'changes', delta: delta as Delta });
    await there.next(1);
    expect(there.heard).toEqual([{ type: 'head', version: 40 }]);
    expect(here.heard).toEqual([{ type: 'changes', delta }]);
  });
});

const messageOf = (content: string) => ({ content }) as Message;

/** Resolves when the instance has noticed that Redis is away. */
const away = ({ link }: Instance) => until(async () => link.client === undefined, 'Redis to be away');

describe('a Redis that goes away', () => {
  it('leaves each instance to itself, and tells of the gap when it is back', async () => {
    const [here, there] = [await listen(one), await listen(other)];
    await redis.kill();
    await Promise.all([away(one), away(other)]);
    one.bus.publish(TOPIC, typing(1));
    expect(here.heard).toEqual([typing(1)]);
    one.gaps.length = 0;
    other.gaps.length = 0;
    await redis.start();
    // Each of its own gap; and whoever is back first, of what the second could not tell.
    const told = async () => Math.min(one.gaps.length, other.gaps.length) >= 1;
    await until(told, 'the gap of each');
    await until(async () => one.gaps.length + other.gaps.length >= 3, 'the gap of who came second');
    for (const { topics, seconds } of [...one.gaps, ...other.gaps]) {
      expect(topics).toBe('all');
      expect(seconds).toBeGreaterThan(0);
    }
    one.bus.publish(TOPIC, typing(2));
    await there.next(1);
    expect(there.heard).toEqual([typing(2)]);
  });

  it('keeps nobody waiting while it is silent, and is given up then', async () => {
    const there = await listen(other);
    redis.pause();
    const began = performance.now();
    one.bus.publish(TOPIC, typing(1));
    expect(performance.now() - began).toBeLessThan(100);
    const unanswered = [one.link.ask((client) => client.ping()), one.link.ask((client) => client.ping())];
    expect(await within(Promise.all(unanswered), () => 'to go on without answers')).toEqual([
      undefined,
      undefined,
    ]);
    // Nobody waits a second time.
    const again = performance.now();
    await one.link.ask((client) => client.ping());
    expect(performance.now() - again).toBeLessThan(100);
    await Promise.all([away(one), away(other)]);
    redis.resume();
    await until(async () => one.link.client && other.link.client, 'both connections');
    await until(async () => (await channels()).length === 1, 'the subscription');
    one.bus.publish(TOPIC, typing(2));
    await until(
      async () => there.heard.some((event) => 'userId' in event && event.userId === 2),
      'the event',
    );
  });

  it('is given up when it takes nothing in, with what was on its way', async () => {
    redis.pause();
    const content = 'x'.repeat(100_000);
    const delta = { conversationId: 7, since: 4, version: 40, messages: [messageOf(content)] } as Delta;
    for (let count = 0; count < 1_000 && one.link.client; count += 1)
      one.bus.publish(TOPIC, { type: 'changes', delta });
    expect(one.link.client).toBeUndefined();
    redis.resume();
    await until(async () => one.link.client, 'the connection');
  });

  it('does not have to be there at the start', async () => {
    await redis.kill();
    const link = createRedisLink({ url: redis.url, changed: () => undefined, refused: () => undefined });
    await link.start();
    expect(link.client).toBeUndefined();
    await redis.start();
    await until(async () => link.client, 'the connection');
    await link.close();
  });
});
