const written = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const inFull = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day of the calendar, as in "2 Mar". */
export const dayWords = (date: string): string => written.format(Date.parse(date));

/** With its year. */
export const fullDayWords = (date: string): string => inFull.format(Date.parse(date));
