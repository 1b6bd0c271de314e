import { expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';

it('leaves a provider alone after five failures in a row, then lets one request try', () => {
  let now = 0;
  const breaker = createBreaker(() => now);
  for (let failure = 1; failure <= 4; failure++) breaker.failed();
  breaker.succeeded();
  for (let failure = 1; failure <= 4; failure++) breaker.failed();
  expect(breaker.allows()).toBe(true);
  breaker.failed();
  expect(breaker.allows()).toBe(false);
  now = 29_999;
  expect(breaker.allows()).toBe(false);
  now = 30_000;
  expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  breaker.failed();
  breaker.release();
  expect(breaker.allows()).toBe(false);
  now = 60_000;
  expect(breaker.allows()).toBe(true);
  // One that was cut short tells nothing: another may try.
  breaker.release();
  expect(breaker.allows()).toBe(true);
  breaker.succeeded();
  expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
});
