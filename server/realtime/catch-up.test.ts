import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bus, GapEvent } from '#server/core/bus.ts';
import type { Sequencer } from '#server/core/sequencer.ts';
import { createCatchUp } from './catch-up.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a catch-up asks of a store that answers when the test says so, and what comes of it. */
function scene() {
  const asked: PromiseWithResolvers<[id: number, version: number][]>[] = [];
  const questions: (readonly number[])[] = [];
  const heads: [id: number, version: number][] = [];
  const joined: { userIds: readonly number[]; seconds: number }[] = [];
  const refreshed: number[] = [];
  const failures: unknown[] = [];
  let tell: (gap: GapEvent) => void = () => undefined;
  const bus = {
    publish: () => undefined,
    subscribe(_topic, handler) {
      tell = handler as never;
      return () => undefined;
    },
  } satisfies Bus;
  const sequencer: Pick<Sequencer, 'head' | 'followed'> = {
    head: (id, version) => void heads.push([id, version]),
    followed: () => [1, 2],
  };
  createCatchUp({
    bus,
    store: {
      heads(ids) {
        questions.push(ids);
        const answer = Promise.withResolvers<[number, number][]>();
        asked.push(answer);
        return answer.promise;
      },
      async joinedLately(userIds, seconds) {
        joined.push({ userIds, seconds });
        return userIds.slice(0, 1);
      },
    },
    sequencer: sequencer as Sequencer,
    memberships: { users: () => [7, 8], refresh: async (userId) => void refreshed.push(userId) },
    failed: (error) => void failures.push(error),
  });
  return { tell: (gap: GapEvent) => tell(gap), asked, questions, heads, joined, refreshed, failures };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('catching up with the store', () => {
  it('covers all that is followed, and all who are here, after the bus was away', async () => {
    const { tell, asked, questions, heads, joined, refreshed } = scene();
    tell({ topics: 'all', seconds: 30 });
    expect(questions).toEqual([[1, 2]]);
    asked[0]?.resolve([
      [1, 5],
      [2, 9],
    ]);
    await settle();
    expect(heads).toEqual([
      [1, 5],
      [2, 9],
    ]);
    expect(joined).toEqual([{ userIds: [7, 8], seconds: 40 }]);
    expect(refreshed).toEqual([7]);
  });

  it('covers the topics that begin to be heard', async () => {
    const { tell, asked, questions, joined } = scene();
    tell({ topics: ['conversation:3', 'user:9', 'support', 'conversation:4'], seconds: 0 });
    expect(questions).toEqual([[3, 4]]);
    asked[0]?.resolve([]);
    await settle();
    expect(joined).toEqual([{ userIds: [9], seconds: 10 }]);
  });

  it('takes what comes meanwhile together', async () => {
    const { tell, asked, questions } = scene();
    tell({ topics: ['conversation:3'], seconds: 0 });
    tell({ topics: ['conversation:4'], seconds: 0 });
    tell({ topics: ['conversation:4', 'conversation:5'], seconds: 0 });
    expect(questions).toEqual([[3]]);
    asked[0]?.resolve([]);
    await settle();
    expect(questions).toEqual([[3], [4, 5]]);
  });

  it('asks again while the store is away, for no shorter time', async () => {
    const { tell, asked, questions, joined, failures } = scene();
    tell({ topics: ['conversation:3', 'user:9'], seconds: 5 });
    asked[0]?.reject(new Error('the store is away'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(failures).toHaveLength(1);
    expect(questions).toEqual([[3], [3]]);
    asked[1]?.resolve([]);
    await settle();
    expect(joined[0]?.seconds).toBeGreaterThanOrEqual(16);
  });
});
