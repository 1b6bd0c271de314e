import type pg from 'pg';
import { type BusyDesk, LABELS, LAST_DAY, fillDesk } from '#db/busy-desk.ts';
import { createReportStore } from '#db/queries/reports.ts';
import { createSupportStore } from '#db/queries/support.ts';
import { parseBusinessHours } from '#server/protocol/business-hours.ts';
import { limits } from '#server/protocol/limits.ts';
import type { DeskView } from '#server/protocol/support-hub.ts';
import type { Part } from './part.ts';
import { rowOf } from './rows.ts';
import { median } from './statistics.ts';

const YOUNG = 1_000;
const OLD = 100_000;
const ROUNDS = 7;
const READS = 30;
/** One more than a page shows, as the desk asks. */
const PAGE = limits.page.default + 1;
const MOST = 100;

type Support = ReturnType<typeof createSupportStore>;
type Cursor = NonNullable<Parameters<Support['desk']>[2]>;

interface Desk extends BusyDesk {
  support: Support;
  reports: ReturnType<typeof createReportStore>;
  /** In the middle of what is closed. */
  deep: Cursor;
}

const view =
  (name: DeskView, label: string | null = null) =>
  ({ support, adminId }: Desk) =>
    support.desk(adminId, { view: name, label, ownerId: null }, null, PAGE);

const text = 'mon-fri 09:00-17:00';
const hours = { text, spans: parseBusinessHours(text) ?? [] };
const report =
  (from: string, open: typeof hours | null) =>
  ({ reports }: Desk) =>
    reports.figures({ from, to: LAST_DAY }, { hours: open, timeZone: 'Europe/Berlin' });

/** Everything that is asked of the desk, as core asks it. */
const questions: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  'those who wait': view('waiting'),
  'an admin’s own': view('mine'),
  active: view('active'),
  'put aside': view('snoozed'),
  closed: view('closed'),
  all: view('all'),
  'closed, in the middle': ({ support, adminId, deep }) =>
    support.desk(adminId, { view: 'closed', label: null, ownerId: null }, deep, PAGE),
  'all of a usual label': view('all', LABELS.common),
  'all of a rare label': view('all', LABELS.rare),
  'closed of a rare label': view('closed', LABELS.rare),
  'closed of an admin': ({ support, adminId }) =>
    support.desk(adminId, { view: 'closed', label: null, ownerId: adminId }, null, PAGE),
  'those who wait, of a label': view('waiting', LABELS.common),
  'the four counts': ({ support, adminId }) => support.counts(adminId, MOST),
  'a place in the queue': ({ support, waitingId }) => support.ahead(waitingId, MOST),
  'a client’s own, REST': ({ support, clientId }) => support.list({ clientId, status: null }, null, PAGE),
  'closed, REST': ({ support }) => support.list({ clientId: null, status: 'CLOSED' }, null, PAGE),
  'report of a day': report(LAST_DAY, null),
  'report of a week': report('2026-10-26', null),
  'report of a week, with business hours': report('2026-10-26', hours),
};

/** The desk after 1,000 chats and after 100,000, of which as many are not closed: every view and every report. */
export const measureDesk: Part = async (bench) => {
  bench.say(`  writing ${YOUNG} and ${OLD} chats`);
  const young = await openDesk((await bench.target('desk')).pool, YOUNG);
  const old = await openDesk((await bench.target('old_desk')).pool, OLD);
  const rows = [];
  for (const [what, ask] of Object.entries(questions)) {
    const times: Record<'young' | 'old', number[]> = { young: [], old: [] };
    for (let round = 0; round <= bench.rounds(ROUNDS); round += 1) {
      const [before, after] = [await timeOf(young, ask), await timeOf(old, ask)];
      // The first round warms up.
      if (round === 0) continue;
      times.young.push(before);
      times.old.push(after);
    }
    const measure = `desk of ${OLD} chats: ${what}`;
    const names = { measure, unit: 'ms', against: `of ${YOUNG}`, goal: { most: 1.5 } };
    rows.push(rowOf(names, times.old, times.young, (time) => time));
  }
  return rows;
};

async function openDesk(pool: pg.Pool, chats: number): Promise<Desk> {
  const desk = await fillDesk(pool, chats);
  const { rows } = await pool.query<Cursor>(
    `select conversation_id::int as id, updated_at::text as "activeAt" from support_chats
     where status = 'CLOSED' order by updated_at desc, conversation_id desc offset $1 limit 1`,
    [chats >> 2],
  );
  const [deep] = rows;
  if (!deep) throw new Error('Nothing is closed');
  return { ...desk, deep, support: createSupportStore(pool), reports: createReportStore(pool) };
}

/** Milliseconds until the answer is there: the middle of several, one after the other. */
async function timeOf(desk: Desk, ask: (desk: Desk) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let read = 0; read < READS; read += 1) {
    const begun = performance.now();
    await ask(desk);
    times.push(performance.now() - begun);
  }
  return median(times);
}
