import { z } from 'zod';
import { count } from './fields.ts';
import { person } from './identity.ts';

/** A day of the calendar. Databases have no year 0. */
const day = z.iso.date().refine((text) => text >= '1970', 'must be a day from 1970 on');

/** Which days; both are in the range. Left out: the last 7 days, or those up to `to`. */
export const reportQuery = z.object({ from: day.optional(), to: day.optional() });

const seconds = count.nullable();

/** How long something took, in seconds; null where nothing was measured. */
const spread = z.object({ mean: seconds, median: seconds, p90: seconds });

const times = z.object({ count, plain: spread, business: spread });
export type Times = z.infer<typeof times>;

/** What happens to a chat while somebody owns it. Every figure is defined in docs/figures.md. */
const ownedFigures = z.object({
  closed: count,
  handedOver: count,
  firstResponse: times,
  resolution: times,
  rating: z.object({ count, average: z.number().nullable() }),
});
export type OwnedFigures = z.infer<typeof ownedFigures>;

const figures = ownedFigures.extend({ opened: count, reopened: count });
export type Figures = z.infer<typeof figures>;

/** What the database says of a range. */
const counted = z.object({
  total: figures,
  /** Every day of the range, in order. */
  days: z.array(figures.extend({ date: z.iso.date() })),
  /** By name; null is for what happened while nobody owned the chat. */
  admins: z.array(ownedFigures.extend({ admin: person.nullable() })),
  /** By label. */
  labels: z.array(figures.extend({ label: z.string() })),
  /** Not of the range, but of the moment. */
  waiting: z.object({ count, since: z.iso.datetime().nullable() }),
});
export type Counted = z.infer<typeof counted>;

/** The figures of the desk over a range of days. */
export const report = counted.extend({
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  /** As they are set; null is around the clock. */
  businessHours: z.string().nullable(),
});
export type Report = z.infer<typeof report>;

/** Whole days from one to another, both counted. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** The day that is so many days after another. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
