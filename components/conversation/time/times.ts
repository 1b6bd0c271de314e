import { type Day, localDay } from './day.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Writes points in time (milliseconds since the epoch) in the zone and, unless given another, the language of the browser. */
export function createTimes(locale?: string) {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  const longDate = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();
  const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);

  return {
    /** The time of day. */
    clock: (at: number): string => clock.format(at),
    /** To the minute, with the day written out. */
    exact: (at: number): string => exact.format(at),
    /** The heading of a day's messages: Today, Yesterday, Tuesday 3 March, 3 March 2024. */
    day(at: number, today: Day): string {
      const day = localDay(at);
      const age = today - day;
      if (age === 0 || age === 1) return capital(words.format(-age, 'day'));
      const thisYear = new Date(day * DAY).getUTCFullYear() === new Date(today * DAY).getUTCFullYear();
      return capital((thisYear ? longDate : dateOfYear).format(at));
    },
    /** When somebody was last there, as a sentence. */
    lastSeen(at: number, now: number): string {
      const age = now - at;
      const days = localDay(now) - localDay(at);
      if (age < MINUTE) return 'Last seen just now';
      if (age < 60 * MINUTE) return `Last seen ${Math.floor(age / MINUTE)} min ago`;
      if (days === 0) return `Last seen at ${clock.format(at)}`;
      if (days === 1) return `Last seen yesterday at ${clock.format(at)}`;
      if (days < 7) return `Last seen on ${weekday.format(at)}`;
      return `Last seen on ${(sameYear(at, now) ? date : dateOfYear).format(at)}`;
    },
  };
}

/** For the reader; only of use once the page is awake (the server's zone is not theirs). */
export const times = createTimes();
