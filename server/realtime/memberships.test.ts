import { beforeEach, describe, expect, it } from 'vitest';
import type { Bus } from '#server/core/bus.ts';
import type { Sequencer } from '#server/core/sequencer.ts';
import { createMemberships } from './memberships.ts';

const ADA = 7;
const GROUP = 1;

type Row = { conversationId: number; version: number; lastSeq: number };

/** Memberships over a store whose readings end when the test says so. */
function scene() {
  const readings: PromiseWithResolvers<Row[]>[] = [];
  const news: string[] = [];
  const followed = new Set<number>();
  const handlers = new Map<string, Set<(event: never) => void>>();
  const bus: Bus = {
    publish: (topic, event) => handlers.get(topic)?.forEach((handler) => handler(event as never)),
    subscribe(topic, handler) {
      const set = handlers.get(topic) ?? new Set();
      handlers.set(topic, set.add(handler));
      return () => void set.delete(handler);
    },
  };
  const sequencer: Pick<Sequencer, 'follow' | 'unfollow' | 'offer'> = {
    follow: (id) => void followed.add(id),
    unfollow: (id) => void followed.delete(id),
    offer: () => undefined,
  };
  const memberships = createMemberships({
    store: {
      memberships() {
        const reading = Promise.withResolvers<Row[]>();
        readings.push(reading);
        return reading.promise;
      },
    },
    bus,
    sequencer: sequencer as Sequencer,
    joined: (userId, id) => void news.push(`${userId} joined ${id}`),
    left: (userId, id) => void news.push(`${userId} left ${id}`),
    happened: () => undefined,
  });
  /** Ends the reading of that index, once it has begun. */
  const read = async (index: number, rows: Row[]) => {
    while (!readings[index]) await new Promise((resolve) => setImmediate(resolve));
    readings[index].resolve(rows);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { memberships, bus, readings, news, followed, read };
}

describe('memberships', () => {
  let parts: ReturnType<typeof scene>;
  beforeEach(() => {
    parts = scene();
  });

  it('are known and followed when the first socket is taken in, which is no news', async () => {
    const { memberships, read, news, followed } = parts;
    const entered = memberships.enter(ADA);
    await read(0, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await entered;
    expect(memberships.conversationsOf(ADA)).toEqual([GROUP]);
    expect([...followed]).toEqual([GROUP]);
    expect(news).toEqual([]);
  });

  it('change with the news that they changed', async () => {
    const { memberships, bus, read, news, followed } = parts;
    const entered = memberships.enter(ADA);
    await read(0, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await entered;
    bus.publish(`user:${ADA}`, { type: 'memberships' });
    await read(1, [{ conversationId: 2, version: 1, lastSeq: 0 }]);
    expect(news).toEqual([`${ADA} left ${GROUP}`, `${ADA} joined 2`]);
    expect([...followed]).toEqual([2]);
  });

  it('are not brought back by a reading that is older than a removal', async () => {
    const { memberships, bus, read, news } = parts;
    const entered = memberships.enter(ADA);
    await read(0, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await entered;
    // The reading sees Ada in the group; the delta that removes her is faster than its answer.
    bus.publish(`user:${ADA}`, { type: 'memberships' });
    while (parts.readings.length < 2) await new Promise((resolve) => setImmediate(resolve));
    memberships.observe(ADA, GROUP, { version: 6, lastSeq: 0 }, false);
    await read(1, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    expect(memberships.has(ADA, GROUP)).toBe(false);
    expect(news).toEqual([`${ADA} left ${GROUP}`]);
  });

  it('are not taken away by a reading that is older than an addition', async () => {
    const { memberships, bus, read, news } = parts;
    const entered = memberships.enter(ADA);
    await read(0, []);
    await entered;
    bus.publish(`user:${ADA}`, { type: 'memberships' });
    while (parts.readings.length < 2) await new Promise((resolve) => setImmediate(resolve));
    memberships.observe(ADA, GROUP, { version: 6, lastSeq: 0 }, true);
    await read(1, []);
    expect(memberships.has(ADA, GROUP)).toBe(true);
    expect(news).toEqual([`${ADA} joined ${GROUP}`]);
  });

  it('are followed as long as anybody here is in them', async () => {
    const { memberships, read, followed } = parts;
    const both = [memberships.enter(ADA), memberships.enter(8)];
    await read(0, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await read(1, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await Promise.all(both);
    memberships.exit(ADA);
    expect([...followed]).toEqual([GROUP]);
    memberships.exit(8);
    expect([...followed]).toEqual([]);
  });

  it('are read again for the next socket when the first reading failed', async () => {
    const { memberships, readings, read } = parts;
    const entered = memberships.enter(ADA);
    while (!readings[0]) await new Promise((resolve) => setImmediate(resolve));
    readings[0].reject(new Error('the store is away'));
    await expect(entered).rejects.toThrow('the store is away');
    const again = memberships.enter(ADA);
    await read(1, [{ conversationId: GROUP, version: 5, lastSeq: 0 }]);
    await again;
    expect(memberships.has(ADA, GROUP)).toBe(true);
  });
});
