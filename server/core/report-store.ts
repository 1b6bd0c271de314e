import type { BusinessTime } from '#server/protocol/business-hours.ts';
import type { Counted } from '#server/protocol/reports.ts';

/** The figures of the desk, as docs/figures.md defines them. */
export interface ReportStore {
  /** Over days, both in the range, as `YYYY-MM-DD`. */
  figures(range: { from: string; to: string }, business: BusinessTime): Promise<Counted>;
}
