import { expect, test } from 'vitest';
import { createTimes } from './relative-time.ts';

const berlin = createTimes({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
const now = Date.parse('2026-03-10T13:30:00Z');

test.each([
  ['2026-03-10T13:29:30Z', 'now'],
  ['2026-03-10T13:35:00Z', 'now'], // a clock that runs behind the server
  ['2026-03-10T13:29:00Z', '1 min'],
  ['2026-03-10T12:30:00Z', '13:30'],
  ['2026-03-09T23:10:00Z', '00:10'], // today already, in the reader’s zone
  ['2026-03-09T22:50:00Z', 'Mon'], // still yesterday
  ['2026-03-04T09:00:00Z', 'Wed'], // six days ago
  ['2026-03-03T09:00:00Z', '3 Mar'], // seven days ago: the weekday would mean today
  ['2025-12-31T22:30:00Z', '31 Dec 2025'],
  ['2025-12-31T23:30:00Z', '1 Jan'], // this year already, in the reader’s zone
])('%s is written %j', (at, written) => {
  expect(berlin.relative(Date.parse(at), now)).toBe(written);
});

test('minutes count for an hour, over midnight too', () => {
  const midnight = Date.parse('2026-03-09T23:02:00Z');
  expect(berlin.relative(Date.parse('2026-03-09T22:58:00Z'), midnight)).toMatch(/^4 mins?$/);
  expect(berlin.relative(Date.parse('2026-03-09T22:02:01Z'), midnight)).toMatch(/^59 mins?$/);
});

test('the exact time names the day in the reader’s zone and language', () => {
  const at = Date.parse('2026-03-09T23:10:00Z');
  expect(berlin.exact(at)).toMatch(/^Tuesday,? 10 March 2026.* 00:10$/);
  expect(createTimes({ locale: 'de', timeZone: 'UTC' }).relative(at, at)).toBe('jetzt');
});
