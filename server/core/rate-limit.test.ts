import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

function limited(count: number, windowMs: number) {
  const clock = { time: 1_000_000 };
  return { clock, limit: createRateLimit({ count, windowMs }, () => clock.time) };
}

describe('a rate limit', () => {
  it('lets `count` through, then says how long to wait', () => {
    const { clock, limit } = limited(2, 10_000);
    expect(limit.take('ada')).toBe(0);
    clock.time += 4_000;
    expect(limit.take('ada')).toBe(0);
    expect(limit.take('ada')).toBe(6_000);
    clock.time += 6_000;
    expect(limit.take('ada')).toBe(0);
  });

  it('counts each key for itself', () => {
    const { limit } = limited(1, 10_000);
    expect(limit.take('ada')).toBe(0);
    expect(limit.take('grace')).toBe(0);
    expect(limit.take('ada')).toBeGreaterThan(0);
  });

  it('does not count what it refused, or what was looked at only', () => {
    const { clock, limit } = limited(1, 1_000);
    limit.take('ada');
    limit.take('ada');
    expect(limit.peek('ada')).toBe(1_000);
    clock.time += 1_000;
    expect(limit.peek('ada')).toBe(0);
    expect(limit.take('ada')).toBe(0);
  });

  it('gives one back', () => {
    const { limit } = limited(1, 1_000);
    limit.take('ada');
    limit.giveBack('ada');
    expect(limit.take('ada')).toBe(0);
  });

  it('is none where it is off', () => {
    const limit = createRateLimit(null);
    for (let times = 0; times < 1_000; times++) expect(limit.take('ada')).toBe(0);
  });

  it('never lets more than `count` through in any window, and says exactly when the next may come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(40), { minLength: 1, maxLength: 80 }),
        (count, pauses) => {
          const { clock, limit } = limited(count, 100);
          const passed: number[] = [];
          for (const pause of pauses) {
            clock.time += pause;
            const wait = limit.take('ada');
            const recent = passed.filter((time) => time > clock.time - 100);
            const expected = recent.length < count ? 0 : (recent[0] ?? 0) + 100 - clock.time;
            expect(wait).toBe(expected);
            if (wait === 0) passed.push(clock.time);
          }
        },
      ),
    );
  });
});
