/** Open hours on one weekday, in minutes from its midnight; what ends after midnight has more than 1,440. */
export interface BusinessSpan {
  /** 1 is Monday, 7 Sunday. */
  weekday: number;
  opens: number;
  closes: number;
}

/** When the desk is open, and where its days begin. */
export interface BusinessTime {
  /** As it was written, and what it says; null is around the clock. */
  hours: { text: string; spans: BusinessSpan[] } | null;
  /** A name of the time zone database. */
  timeZone: string;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const RANGE =
  /^(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))? (\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/;

/** Reads `mon-fri 09:00-17:00, fri 22:00-02:00`; undefined where it is not written so. */
export function parseBusinessHours(text: string): BusinessSpan[] | undefined {
  const spans = text.split(',').map((range) => spansOf(range.trim()));
  return spans.every((one) => one !== undefined) ? spans.flat() : undefined;
}

function spansOf(range: string): BusinessSpan[] | undefined {
  const [, from, to = from, ...clock] = RANGE.exec(range) ?? [];
  const [openHour = 0, openMinute = 0, closeHour = 0, closeMinute = 0] = clock.map(Number);
  const [opens, end] = [openHour * 60 + openMinute, closeHour * 60 + closeMinute];
  if (from === undefined || to === undefined || opens >= DAY || end > DAY || opens === end) return undefined;
  const first = DAYS.indexOf(from);
  // From Friday to Monday goes over the end of the week.
  const days = ((DAYS.indexOf(to) - first + 7) % 7) + 1;
  const closes = end > opens ? end : end + DAY;
  return Array.from({ length: days }, (_, day) => ({ weekday: ((first + day) % 7) + 1, opens, closes }));
}
