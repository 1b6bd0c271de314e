import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fact } from '#server/core/bus.ts';
import { createPresences } from './presence.ts';

const GRACE = 1_500;
const ADA = 7;
const ALL = [1, 2, 3].map((number) => ADA + number);
const NOW = '2026-01-01T00:00:00.000Z';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Presences on a roster of this instance alone, over a store that answers when the test says so. */
function scene() {
  const told: [userId: number, online: boolean][] = [];
  const touched: number[][] = [];
  const touches: PromiseWithResolvers<void>[] = [];
  const questions: number[][] = [];
  const gone: number[] = [];
  const failures: unknown[] = [];
  let away = false;
  const held: { known?: Promise<void> } = {};
  const facts = new Set<Fact>();
  const presences = createPresences({
    users: {
      contacts: async (_userId, userIds) => userIds.map((userId) => ({ userId, lastSeenAt: null })),
      async acquaintances() {
        await held.known;
        return ALL;
      },
      async audiences(userIds) {
        questions.push([...userIds]);
        if (away) throw new Error('the store is away');
        return userIds.map((userId) => ({ userId, lastSeenAt: NOW, conversationIds: [1], contactIds: [] }));
      },
      touchLastSeen(userIds) {
        touched.push([...userIds]);
        const touch = Promise.withResolvers<void>();
        touches.push(touch);
        return touch.promise;
      },
    },
    roster: {
      add(fact) {
        if (facts.has(fact)) return;
        facts.add(fact);
        presences.changed(Number(fact.split(' ')[1]), true, false);
      },
      remove(fact) {
        if (facts.delete(fact)) presences.changed(Number(fact.split(' ')[1]), false, false);
      },
    },
    gone: (userId) => void gone.push(userId),
    tell: ({ userId, online }) => void told.push([userId, online]),
    failed: (error) => void failures.push(error),
  });
  const come = async () => {
    presences.connecting(ADA);
    presences.connected(ADA);
    await settle();
  };
  const leave = async (milliseconds = GRACE) => {
    presences.disconnected(ADA);
    await vi.advanceTimersByTimeAsync(milliseconds);
  };
  const setAway = (value: boolean) => {
    away = value;
  };
  return { presences, come, leave, setAway, held, told, touched, touches, questions, gone, failures };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('presence', () => {
  it('is told once for the first socket, and once after the last one has been gone for a while', async () => {
    const { come, leave, told, touches, gone } = scene();
    await come();
    await come();
    await leave(GRACE - 1);
    expect(told).toEqual([[ADA, true]]);
    expect(gone).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    touches[0]?.resolve();
    await settle();
    expect(gone).toEqual([ADA]);
    expect(told).toEqual([
      [ADA, true],
      [ADA, false],
    ]);
  });

  it('says nothing of a page that is loaded again', async () => {
    const { come, leave, told } = scene();
    await come();
    await leave(GRACE - 1);
    await come();
    await vi.advanceTimersByTimeAsync(10 * GRACE);
    expect(told).toEqual([[ADA, true]]);
  });

  it('ends with online for one who comes back while the end is being written', async () => {
    const { come, leave, told, touches } = scene();
    await come();
    await leave();
    await come();
    touches[0]?.resolve();
    await settle();
    expect(told.at(-1)).toEqual([ADA, true]);
  });

  it('is told to others also when the end cannot be written', async () => {
    const { come, leave, told, touches, failures } = scene();
    await come();
    await leave();
    touches[0]?.reject(new Error('the store is away'));
    await settle();
    expect(told.at(-1)).toEqual([ADA, false]);
    expect(failures).toHaveLength(1);
  });

  it('is told when the store is back, if it was away', async () => {
    const { come, setAway, told, failures } = scene();
    setAway(true);
    await come();
    expect(told).toEqual([]);
    expect(failures).toHaveLength(1);
    setAway(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([[ADA, true]]);
  });

  it('is asked and written for all at once of whom an instance that is gone was the last', async () => {
    const { presences, told, touched, touches, questions } = scene();
    for (const userId of ALL) presences.changed(userId, true, false);
    await settle();
    // The first one was asked for alone, since the others had not come yet.
    expect(questions).toEqual([ALL.slice(0, 1), ALL.slice(1)]);
    expect(await presences.around(ADA)).toEqual(ALL);
    for (const userId of ALL) presences.changed(userId, false, true);
    for (const count of [1, 2]) {
      touches[count - 1]?.resolve();
      await settle();
    }
    expect(touched).toEqual([ALL.slice(0, 1), ALL.slice(1)]);
    expect(told.slice(3)).toEqual(ALL.map((userId) => [userId, false]));
    expect(await presences.around(ADA)).toEqual([]);
  });

  it('is not told twice to a new socket, of one who comes while it asks who is there', async () => {
    const { presences, held, told } = scene();
    const [first = 0, second = 0] = ALL;
    presences.changed(first, true, false);
    await settle();
    const { promise, resolve } = Promise.withResolvers<void>();
    held.known = promise;
    const around = presences.around(ADA);
    presences.changed(second, true, false);
    await settle();
    resolve();
    expect(await around).toEqual([first]);
    expect(told).toEqual([first, second].map((userId) => [userId, true]));
  });

  it('says nothing of who was gone for a moment only, as far as was told', async () => {
    const { presences, told } = scene();
    presences.changed(ADA, true, false);
    presences.changed(ADA, false, false);
    await settle();
    expect(told).toEqual([]);
  });

  it('is written for everybody who was here when the server stops', async () => {
    const { presences, come, leave, touched, touches } = scene();
    await come();
    await leave(0);
    const closed = presences.close();
    touches[0]?.resolve();
    await closed;
    expect(touched).toEqual([[ADA]]);
    await vi.advanceTimersByTimeAsync(10 * GRACE);
    expect(touches).toHaveLength(1);
  });
});
