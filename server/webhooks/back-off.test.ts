import { expect, it } from 'vitest';
import { waitAfter } from './back-off.ts';

it('waits longer each time, and gives up after about a day', () => {
  const waits: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const wait = waitAfter(attempts, () => 0.5);
    if (wait === undefined) break;
    expect(waitAfter(attempts, () => 0)).toBe(wait * 0.8);
    expect(waitAfter(attempts, () => 1)).toBeCloseTo(wait * 1.2);
    waits.push(wait);
  }
  expect(waits.slice(0, 3)).toEqual([5_000, 30_000, 120_000]);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(30);
});
