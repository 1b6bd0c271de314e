import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { localDay, utcDay } from './day.ts';
import { createTimes } from './times.ts';

const at = (iso: string) => Date.parse(iso);

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterEach(() => vi.unstubAllEnvs());

test('a day begins at midnight of the reader, also where the clocks change', () => {
  expect(localDay(at('2026-03-28T22:59:59Z'))).toBe(utcDay(at('2026-03-28T12:00:00Z')));
  expect(localDay(at('2026-03-28T23:00:00Z'))).toBe(utcDay(at('2026-03-29T12:00:00Z')));
  expect(localDay(at('2026-03-29T22:00:00Z'))).toBe(utcDay(at('2026-03-30T12:00:00Z')));
});

describe('the heading of a day', () => {
  const now = at('2026-11-20T09:00:00Z');

  test.each([
    ['2026-11-19T23:30:00Z', 'Today'],
    ['2026-11-18T23:30:00Z', 'Yesterday'],
    ['2026-11-17T12:00:00Z', 'Tuesday 17 November'],
    ['2025-12-31T12:00:00Z', '31 December 2025'],
  ])('%s is %s', (iso, heading) => {
    expect(createTimes('en-GB').day(at(iso), localDay(now))).toBe(heading);
  });

  test('is in the reader’s language', () => {
    expect(createTimes('de').day(now, localDay(now))).toBe('Heute');
  });
});

test.each([
  ['2026-11-20T08:59:30Z', 'Last seen just now'],
  ['2026-11-20T08:56:00Z', 'Last seen 4 min ago'],
  ['2026-11-20T06:05:00Z', 'Last seen at 07:05'],
  ['2026-11-19T06:05:00Z', 'Last seen yesterday at 07:05'],
  ['2026-11-16T06:05:00Z', 'Last seen on Monday'],
  ['2026-03-03T06:05:00Z', 'Last seen on 3 March'],
  ['2024-03-03T06:05:00Z', 'Last seen on 3 March 2024'],
])('somebody who was there at %s: %s', (iso, words) => {
  expect(createTimes('en-GB').lastSeen(at(iso), at('2026-11-20T09:00:00Z'))).toBe(words);
});
