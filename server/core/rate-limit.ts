import { ChatError } from '#server/protocol/errors.ts';

/** How often something may happen: at most `count` in any stretch of `windowMs`; null means no limit. */
export type Rate = { count: number; windowMs: number } | null;

/** A sliding window for each key, which several instances may count together: then the answer takes a while. */
export interface Limit {
  take(key: string): number | Promise<number>;
  giveBack(key: string): void;
}

/** A sliding window for each key, in memory. */
export interface RateLimit extends Limit {
  /** Counts one; answers 0, or where it is over the limit the milliseconds until it would not be (and counts nothing). */
  take(key: string): number;
  /** The same answer as `take` would give, counting nothing. */
  peek(key: string): number;
  /** Takes the last one back. */
  giveBack(key: string): void;
}

/** Keeps the times of the last `count` takes of each key; keys that have gone quiet are swept out. */
export function createRateLimit(rate: Rate, now: () => number = Date.now): RateLimit {
  if (!rate) return { take: () => 0, peek: () => 0, giveBack: () => undefined };
  const { count, windowMs } = rate;
  const taken = new Map<string, number[]>();
  let sweepAt = now() + windowMs;

  const sweep = (time: number) => {
    for (const [key, times] of taken) if ((times.at(-1) ?? 0) <= time - windowMs) taken.delete(key);
    sweepAt = time + windowMs;
  };
  const recent = (key: string, time: number) => {
    if (time >= sweepAt) sweep(time);
    const times = taken.get(key) ?? [];
    while (times.length > 0 && (times[0] ?? 0) <= time - windowMs) times.shift();
    return times;
  };
  const waitFor = (times: number[], time: number) =>
    times.length < count ? 0 : (times[0] ?? time) + windowMs - time;

  return {
    take(key) {
      const time = now();
      const times = recent(key, time);
      const wait = waitFor(times, time);
      if (wait > 0) return wait;
      times.push(time);
      taken.set(key, times);
      return 0;
    },
    peek(key) {
      const time = now();
      return waitFor(recent(key, time), time);
    },
    giveBack(key) {
      taken.get(key)?.pop();
    },
  };
}

/** rate_limited (`retryAfter`), in words: too many of `what` for another `wait` milliseconds. */
export function tooMany(what: string, wait: number): ChatError {
  const retryAfter = Math.ceil(wait / 1000);
  return new ChatError('rate_limited', { retryAfter }, `Too many ${what}, try again in ${retryAfter} s`);
}

/** Counts one of `what`. Error: rate_limited (`retryAfter`). */
export async function takeOne(limit: Limit, key: string, what: string): Promise<void> {
  const wait = await limit.take(key);
  if (wait > 0) throw tooMany(what, wait);
}
