import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bus, Fact, InstanceEvent } from '#server/core/bus.ts';
import { createRoster } from './roster.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ADA: Fact = 'online 7';
const BEAT = 3_000;
const FORGOTTEN = 13_000;

/** What all instances talk over. Whoever is cut off hears nothing, and what they say is lost. */
function scene() {
  const said: InstanceEvent[] = [];
  const ears = new Map<string, (event: InstanceEvent) => void>();
  const gaps = new Map<string, () => void>();
  const off = new Set<string>();

  function start(name: string) {
    const news: string[] = [];
    const bus = {
      publish(topic, event) {
        if (topic !== 'instances' || off.has(name)) return;
        said.push(event as InstanceEvent);
        // As over Redis: later, and in order.
        for (const [other, hear] of ears)
          queueMicrotask(() => !off.has(other) && hear(structuredClone(event) as InstanceEvent));
      },
      subscribe(topic, handler) {
        if (topic === 'instances') ears.set(name, handler as never);
        if (topic === 'gap') gaps.set(name, () => (handler as (gap: object) => void)({ topics: 'all' }));
        return () => void ears.delete(name);
      },
    } satisfies Bus;
    const roster = createRoster({
      bus,
      me: name,
      changed: (fact, present, vanished) => void news.push(`${present ? '+' : vanished ? '†' : '-'}${fact}`),
    });
    return { roster, news };
  }
  return {
    start,
    said,
    cutOff: (name: string) => void off.add(name),
    reach(name: string) {
      off.delete(name);
      gaps.get(name)?.();
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the roster', () => {
  it('tells each instance once of the first that says a thing, and of the last that no longer does', async () => {
    const { start } = scene();
    const [one, other] = [start('one'), start('other')];
    await vi.advanceTimersByTimeAsync(BEAT);
    one.roster.add(ADA);
    one.roster.add(ADA);
    other.roster.add(ADA);
    await settle();
    one.roster.remove(ADA);
    await settle();
    for (const { news } of [one, other]) expect(news).toEqual([`+${ADA}`]);
    other.roster.remove(ADA);
    other.roster.remove(ADA);
    await settle();
    for (const { news } of [one, other]) expect(news).toEqual([`+${ADA}`, `-${ADA}`]);
  });

  it('tells an instance that comes later what the others say', async () => {
    const { start, reach } = scene();
    const one = start('one');
    one.roster.add(ADA);
    const late = start('late');
    late.roster.add('room 3 7');
    reach('late');
    await settle();
    expect(late.news).toEqual(['+room 3 7', `+${ADA}`]);
    expect(one.news).toEqual([`+${ADA}`, '+room 3 7']);
  });

  it('finds by the next beat what was lost', async () => {
    const { start, cutOff, reach } = scene();
    const [one, other] = [start('one'), start('other')];
    one.roster.add(ADA);
    one.roster.add('online 8');
    await vi.advanceTimersByTimeAsync(BEAT);
    cutOff('one');
    one.roster.remove(ADA);
    one.roster.add('online 9');
    await settle();
    expect(other.news).toEqual([`+${ADA}`, '+online 8']);
    reach('one');
    await settle();
    expect(other.news.slice(2)).toEqual(['+online 9', `-${ADA}`]);
  });

  it('sees by the number of a change that one before it was lost', async () => {
    const { start, cutOff, reach } = scene();
    const [one, other] = [start('one'), start('other')];
    await vi.advanceTimersByTimeAsync(BEAT);
    cutOff('other');
    one.roster.add(ADA);
    await settle();
    reach('other');
    one.roster.add('online 8');
    await settle();
    expect(other.news.toSorted()).toEqual([`+${ADA}`, '+online 8']);
  });

  it('forgets an instance that has fallen silent, and learns of it anew when it is back', async () => {
    const { start, cutOff, reach } = scene();
    const [one, other] = [start('one'), start('other')];
    one.roster.add(ADA);
    await vi.advanceTimersByTimeAsync(BEAT);
    cutOff('one');
    await vi.advanceTimersByTimeAsync(FORGOTTEN);
    expect(other.news).toEqual([`+${ADA}`, `†${ADA}`]);
    // What it says itself it does not doubt.
    expect(one.news).toEqual([`+${ADA}`]);
    reach('one');
    await settle();
    expect(other.news.at(-1)).toBe(`+${ADA}`);
  });

  it('keeps what an instance said that goes in order until its clients had time to connect elsewhere', async () => {
    const { start } = scene();
    const [one, other] = [start('one'), start('other')];
    one.roster.add(ADA);
    one.roster.add('online 8');
    await vi.advanceTimersByTimeAsync(BEAT);
    one.roster.close();
    await settle();
    other.roster.add(ADA);
    await vi.advanceTimersByTimeAsync(2 * BEAT);
    expect(other.news).toEqual([`+${ADA}`, '+online 8', '†online 8']);
  });

  it('gives the others time after a stall of its own', async () => {
    const { start } = scene();
    const [one, other] = [start('one'), start('other')];
    one.roster.add(ADA);
    await vi.advanceTimersByTimeAsync(BEAT);
    // The clock goes on, and no timer fires.
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersByTimeAsync(BEAT);
    expect(other.news).toEqual([`+${ADA}`]);
  });

  it('does not ask for everything again where nothing was missed', async () => {
    const { start, said } = scene();
    const one = start('one');
    start('other');
    one.roster.add(ADA);
    await vi.advanceTimersByTimeAsync(BEAT);
    const before = said.filter(({ type }) => type === 'state').length;
    one.roster.add('online 8');
    await vi.advanceTimersByTimeAsync(10 * BEAT);
    expect(said.filter(({ type }) => type === 'state')).toHaveLength(before);
  });
});
