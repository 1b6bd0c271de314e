const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * How long to wait before try number `attempt` (0, 1, 2 …), in milliseconds: anything up to a limit that doubles, so
 * that a restarted server is not met by everybody at once (full jitter). `random` answers from 0 up to 1.
 */
export function fullJitter(attempt: number, random: () => number): number {
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
