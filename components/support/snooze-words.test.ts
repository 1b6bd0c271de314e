import { describe, expect, it } from 'vitest';
import { snoozeChoices, snoozeWords, untilWords } from './snooze-words.ts';

describe('the end of a snooze', () => {
  it('is named by its week day while that is clear, then by its date', () => {
    const now = Date.UTC(2026, 2, 2, 8);
    expect(untilWords(Date.UTC(2026, 2, 3, 9), now, 'UTC')).toMatch(/^Tue,? 09:00/);
    expect(untilWords(Date.UTC(2026, 2, 20, 9), now, 'UTC')).toMatch(/Mar.*09:00|20.*09:00/);
    expect(snoozeWords({ until: null })).toBe('snoozed until the client writes');
  });

  it.each([
    ['on a Sunday', new Date(2026, 2, 1, 22), 2],
    ['on a Monday', new Date(2026, 2, 2, 8), 9],
    ['on a Saturday', new Date(2026, 2, 7, 8), 9],
  ])('is offered as the morning of the next Monday %s', (_, now, day) => {
    const [hour, tomorrow, monday] = snoozeChoices(now).map(({ until }) => until);
    expect(hour?.getTime()).toBe(now.getTime() + 3_600_000);
    expect(tomorrow).toEqual(new Date(2026, 2, now.getDate() + 1, 9));
    expect(monday).toEqual(new Date(2026, 2, day, 9));
  });
});
