const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first, second … attempt that failed: with the last it is about a day. */
const WAITS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
  8 * HOUR,
] as const;

/** Milliseconds until the next attempt, a fifth more or less; undefined where there is none. */
export function waitAfter(attempts: number, random = Math.random): number | undefined {
  const wait = WAITS[attempts - 1];
  return wait && Math.round(wait * (0.8 + 0.4 * random()));
}
