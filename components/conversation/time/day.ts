const DAY = 86_400_000;

/** A calendar day as its number since the epoch, so that days can be compared and subtracted. */
export type Day = number;

/** The reader's calendar day at a point in time (milliseconds since the epoch). */
export function localDay(at: number): Day {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
}

/** The same in UTC: what the server renders with, which does not know the reader's zone. */
export const utcDay = (at: number): Day => Math.floor(at / DAY);
