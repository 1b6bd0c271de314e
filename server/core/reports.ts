import type { BusinessTime } from '#server/protocol/business-hours.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import { type Report, dayAfter, daysBetween } from '#server/protocol/reports.ts';
import { requireAdmin } from './policies.ts';
import { reportCsv } from './report-csv.ts';
import type { ReportStore } from './report-store.ts';
import type { Session } from './session.ts';

interface ReportsParts {
  store: ReportStore;
  business: BusinessTime;
}

/** Days; left out: the last ones. */
interface Asked {
  from?: string | undefined;
  to?: string | undefined;
}

/** Days of a range of which no beginning is given. */
const USUAL = 7;

export type Reports = ReturnType<typeof createReports>;

/** The figures of the desk (docs/figures.md), for admins. */
export function createReports({ store, business }: ReportsParts) {
  const { timeZone } = business;
  // Sweden writes days as the calendar of ISO 8601 does.
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });

  /** The day that it is at the desk. */
  const today = () => calendar.format(new Date());

  /** Over days of the desk's time zone, both in the range. Errors: forbidden, invalid_request. */
  async function read(session: Session, asked: Asked): Promise<Report> {
    requireAdmin(session.account);
    const to = asked.to ?? today();
    const from = asked.from ?? dayAfter(to, 1 - USUAL);
    if (from > to) throw new ChatError('invalid_request', { fields: { from: 'must not be after to' } });
    if (daysBetween(from, to) > limits.reportDays)
      throw new ChatError('invalid_request', {
        fields: { from: `must be at most ${limits.reportDays} days before the end` },
      });
    const counted = await store.figures({ from, to }, business);
    return { ...counted, from, to, timeZone, businessHours: business.hours?.text ?? null };
  }

  return {
    today,
    read,

    /** The same as a file. */
    async csv(session: Session, asked: Asked): Promise<{ name: string; text: string }> {
      const report = await read(session, asked);
      return { name: `desk-${report.from}-${report.to}.csv`, text: reportCsv(report) };
    },
  };
}
