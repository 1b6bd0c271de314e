import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '#components/realtime/types.ts';
import type { Run } from '#server/protocol/runs.ts';
import { leafThrough, turnsOf } from './turns.ts';

const item = (id: number, more: Partial<TimelineItem> = {}): TimelineItem =>
  ({
    key: `k${id}`,
    id,
    seq: id,
    clientId: `c${id}`,
    kind: 'text',
    content: `text ${id}`,
    ...more,
  }) as TimelineItem;
const answer = (id: number, promptId: number, clientId = `c${id}`) =>
  item(id, { clientId, answer: { promptId } as NonNullable<TimelineItem['answer']> });
const run = (id: number, promptId: number) => ({ id, promptId }) as Run;

const shape = (items: readonly TimelineItem[], runs: readonly Run[] = [], leaf: number | null = null) =>
  turnsOf(items, runs, leaf).map(({ prompt, answers, runs: open }) => [
    prompt?.id ?? null,
    answers.map(({ id }) => id),
    open.map(({ id }) => id),
  ]);

describe('turnsOf', () => {
  it('puts each answer below its prompt, whatever came in between', () => {
    expect(shape([item(1), item(2), answer(3, 1), answer(4, 2), answer(5, 1)])).toEqual([
      [1, [3, 5], []],
      [2, [4], []],
    ]);
  });

  it('shows a run until its message is there', () => {
    const items = [item(1), item(2)];
    expect(shape(items, [run(7, 1), run(8, 2)])).toEqual([
      [1, [], [7]],
      [2, [], [8]],
    ]);
    expect(shape([...items, answer(3, 1, 'run:7')], [run(7, 1), run(8, 2)])).toEqual([
      [1, [3], []],
      [2, [], [8]],
    ]);
  });

  it('ends in the newest prompt, and leaves what an edit has replaced to its own branch', () => {
    const items = [item(1), answer(2, 1), item(3), answer(4, 3), item(5, { replacesId: 1 }), answer(6, 5)];
    expect(shape(items)).toEqual([[5, [6], []]]);
    expect(shape(items, [], 3)).toEqual([
      [1, [2], []],
      [3, [4], []],
    ]);
    expect(turnsOf(items, [], null)[0]?.editions.map(({ id }) => id)).toEqual([1, 5]);
    expect(leafThrough(items, item(1))).toBe(3);
    expect(leafThrough(items, item(5))).toBe(5);
  });

  it('keeps an answer whose prompt is not loaded, and what is on its way', () => {
    const pending = { ...item(0), id: null, seq: null, key: 'new' };
    expect(shape([answer(4, 1), item(5), pending])).toEqual([
      [null, [4], []],
      [5, [], []],
      [null, [], []],
    ]);
    expect(turnsOf([pending], [], null)[0]?.prompt?.key).toBe('new');
  });
});
