/** So many failures in a row, and a provider is left alone for so long. */
const FAILURES = 5;
const REST_MS = 30_000;

/** Keeps from asking a provider that does not answer. */
export interface Breaker {
  /** Whether it may be asked. After the rest one request may try; the others wait for how that goes. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
  /** The request is over, however it went. */
  release(): void;
}

export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0;
  let restsUntil = 0;
  let trying = false;

  return {
    allows() {
      if (failures < FAILURES) return true;
      if (trying || now() < restsUntil) return false;
      trying = true;
      return true;
    },
    succeeded() {
      failures = 0;
      trying = false;
    },
    failed() {
      failures += 1;
      trying = false;
      if (failures >= FAILURES) restsUntil = now() + REST_MS;
    },
    release() {
      trying = false;
    },
  };
}
