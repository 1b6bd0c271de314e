const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whose clock and language are used; left out, those of the browser. */
interface Reader {
  locale?: string;
  timeZone?: string;
}

/** Writes points in time (milliseconds since the epoch) for a reader. */
export function createTimes({ locale, timeZone }: Reader = {}) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone && { timeZone }) });
  const clock = format({ timeStyle: 'short' });
  const weekday = format({ weekday: 'short' });
  const date = format({ day: 'numeric', month: 'short' });
  const dateOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const full = format({ dateStyle: 'full', timeStyle: 'short' });
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute' });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const parts = new Intl.DateTimeFormat('en', { dateStyle: 'short', ...(timeZone && { timeZone }) });
  /** The reader's calendar day: its year, and its number since the epoch. */
  const dayOf = (time: number) => {
    const found = Object.fromEntries(
      parts.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1 } = found;
    return { year, number: Date.UTC(year, month - 1, day) / DAY };
  };

  return {
    /** As short as a list wants it: now, 4 min, 14:32, Tue, 3 Mar, 3 Mar 2024. */
    relative(at: number, now: number): string {
      const age = now - at;
      if (age < MINUTE) return words.format(0, 'second');
      if (age < HOUR) return minutes.format(Math.floor(age / MINUTE));
      const [then, today] = [dayOf(at), dayOf(now)];
      if (then.number === today.number) return clock.format(at);
      if (today.number - then.number < 7) return weekday.format(at);
      return (then.year === today.year ? date : dateOfYear).format(at);
    },
    /** To the minute, with the day written out. */
    exact: (at: number): string => full.format(at),
  };
}
