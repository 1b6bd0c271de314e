import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BusyDesk, LABELS, LAST_DAY, fillDesk } from '#db/busy-desk.ts';
import { type Database, openDatabase } from '#db/client.ts';
import type { TestDatabase } from '#db/test-cluster.ts';
import { createTestDatabase } from '#db/test-database.ts';
import type { ListCursor } from '#server/core/store.ts';
import { parseBusinessHours } from '#server/protocol/business-hours.ts';
import { supportStatus } from '#server/protocol/conversation.ts';
import { deskView } from '#server/protocol/support-hub.ts';
import { createLabelStore } from './labels.ts';
import { createReportStore } from './reports.ts';
import { createSupportStore } from './support.ts';

const CHATS = 20_000;
const PAGE = 21;
/** Rows of one table that an answer may look at: far more than any needs, and far fewer than there are. */
const LOOKED_AT = 2_000;
/** After so many executions Postgres has chosen whether a prepared statement's plan is made anew each time. */
const UNTIL_CHOSEN = 6;

const grows = new Set([
  'support_chats',
  'support_events',
  'support_labels',
  'messages',
  'conversations',
  'participants',
]);

let test: TestDatabase;
let database: Database;
let desk: BusyDesk;
let middle: ListCursor;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, () => undefined);
  desk = await fillDesk(database.pool, CHATS);
  const { rows } = await database.pool.query<ListCursor>(
    `select conversation_id as id, updated_at::text as "activeAt" from support_chats
     order by updated_at offset $1 limit 1`,
    [CHATS >> 1],
  );
  middle = rows[0] ?? { id: 0, activeAt: '' };
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

interface Statement {
  /** A prepared one has it. */
  name?: string;
  text: string;
  values: unknown[];
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** The statements that a store sends. */
async function sentBy(ask: (pool: pg.Pool) => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const listener = {
    query(query: Statement | string, values: unknown[] = []) {
      const statement = typeof query === 'string' ? { text: query, values } : query;
      sent.push(statement);
      return database.pool.query(statement);
    },
  };
  await ask(listener as unknown as pg.Pool);
  return sent;
}

const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  return pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value));
};

/** How Postgres carries a statement out once it has seen it often, as a connection of the server's does. */
async function planOf({ name, text, values }: Statement): Promise<Node[]> {
  const client = await database.pool.connect();
  try {
    await client.query(`prepare looked_at as ${text}`);
    const execute = `execute looked_at(${values.map(literal).join(', ')})`;
    for (let time = 0; name !== undefined && time < UNTIL_CHOSEN; time += 1) await client.query(execute);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (analyze, timing off, format json) ${execute}`,
    );
    return rows.flatMap((row) => row['QUERY PLAN']).flatMap(({ Plan }) => nodesOf(Plan));
  } finally {
    await client.query('deallocate looked_at');
    client.release();
  }
}

/** Of the tables that grow: what is read from beginning to end, and what is looked at more often than an answer needs. */
async function wasteOf(ask: (pool: pg.Pool) => Promise<unknown>): Promise<string[]> {
  const sent = await sentBy(ask);
  if (sent.length === 0) throw new Error('Nothing was asked');
  const plans = await Promise.all(sent.map(planOf));
  return plans.flat().flatMap((node) => {
    const table = node['Relation Name'];
    if (table === undefined || !grows.has(table)) return [];
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    const wasted = node['Node Type'] === 'Seq Scan' || rows > LOOKED_AT;
    return wasted ? [`${node['Node Type']} of ${table}, ${rows} rows`] : [];
  });
}

describe(`of ${CHATS} chats`, () => {
  const labels = [null, LABELS.common, LABELS.rare];
  const cases = deskView.options.flatMap((view) =>
    labels.flatMap((label) => [false, true].map((owned) => ({ view, label, owned }))),
  );
  it.each(cases)(
    'a page of $view, with the label $label (of one admin: $owned), is found by an index',
    async ({ view, label, owned }) => {
      const ownerId = owned ? desk.adminId : null;
      for (const after of [null, middle]) {
        const page = (pool: pg.Pool) =>
          createSupportStore(pool).desk(desk.adminId, { view, label, ownerId }, after, PAGE);
        expect(await wasteOf(page)).toEqual([]);
      }
    },
  );

  it.each([null, ...supportStatus.options])(
    'a page by REST of the status %s is found by an index',
    async (status) => {
      for (const after of [null, middle])
        for (const clientId of [null, desk.clientId]) {
          const page = (pool: pg.Pool) => createSupportStore(pool).list({ clientId, status }, after, PAGE);
          expect(await wasteOf(page)).toEqual([]);
        }
    },
  );

  it('the counts, a place in the queue and all labels are found by an index', async () => {
    expect(await wasteOf((pool) => createSupportStore(pool).counts(desk.adminId, 100))).toEqual([]);
    expect(await wasteOf((pool) => createSupportStore(pool).ahead(desk.waitingId, 100))).toEqual([]);
    expect(await wasteOf((pool) => createLabelStore(pool).all(200))).toEqual([]);
  });

  const text = 'mon-fri 09:00-17:00';
  const hours = { text, spans: parseBusinessHours(text) ?? [] };
  it.each([
    ['a day', LAST_DAY, null],
    ['a week', '2026-10-26', null],
    ['a week with business hours', '2026-10-26', hours],
  ])('the report of %s is found by an index', async (_what, from, open) => {
    const figures = (pool: pg.Pool) =>
      createReportStore(pool).figures({ from, to: LAST_DAY }, { hours: open, timeZone: 'Europe/Berlin' });
    expect(await wasteOf(figures)).toEqual([]);
  });
});
