import { isChatError } from '#server/protocol/errors.ts';
import { type Report, reportQuery } from '#server/protocol/reports.ts';
import { type Session, running } from '#server/registry.ts';

type Search = Record<string, string | string[] | undefined>;

interface Shown {
  report: Report;
  /** The desk's day, on which the usual range ends. */
  today: string;
  /** When it was asked for. */
  now: number;
  /** Why it is the usual range though another one was asked for. */
  problem: string | null;
}

const PROBLEM = 'These days cannot be shown: choose a first day and a later last one, at most 366 days.';

/** The figures of the days that an address names, or of the usual ones. */
export async function readReport(session: Session, search: Search): Promise<Shown> {
  const { reports } = running().core;
  const shown = { today: reports.today(), now: Date.now() };
  const asked = reportQuery.safeParse(search);
  try {
    if (asked.success) return { ...shown, report: await reports.read(session, asked.data), problem: null };
  } catch (error) {
    if (!isChatError(error) || error.code !== 'invalid_request') throw error;
  }
  return { ...shown, report: await reports.read(session, {}), problem: PROBLEM };
}
