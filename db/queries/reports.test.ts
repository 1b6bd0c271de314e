import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import type { TestDatabase } from '#db/test-cluster.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { reportStatement } from './reports.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, () => undefined);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** A year of a busy desk: chats that were opened, claimed, answered and closed, each in an hour. */
async function busyYear(chats: number) {
  await database.pool.query(
    `insert into users (username, name, email) values ('client', 'client', 'client@example.com')`,
  );
  await database.pool.query(
    `with chat as (
       insert into conversations (kind, unique_key, created_by, version, header_version)
       select 'support', 'support:' || n, (select id from users where username = 'client'), 1, 1
       from generate_series(1, $1::int) n returning id, created_by)
     insert into support_chats (conversation_id, client_id, status) select id, created_by, 'CLOSED' from chat`,
    [chats],
  );
  await database.pool.query(
    `insert into support_events (conversation_id, kind, at, to_status)
     select s.conversation_id, k.kind,
       timestamptz '2026-01-01' + s.place * (interval '365 days' / $1::int) + k.step * interval '20 minutes', 'ACTIVE'
     from (select conversation_id, row_number() over (order by conversation_id) as place from support_chats) s
     cross join unnest(array['opened', 'claimed', 'replied', 'closed']) with ordinality as k (kind, step)
     order by s.place, k.step`,
    [chats],
  );
  await database.pool.query('analyze support_events, support_chats, conversations, users');
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

it('reads of the events of a year those of the week that is asked for', async () => {
  await busyYear(8_000);
  const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (format json) ${reportStatement}`,
    ['2026-06-01', '2026-06-07', 'Europe/Berlin', [1, 2, 3, 4, 5], Array(5).fill(540), Array(5).fill(1020)],
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  const reads = plan
    ? nodesOf(plan).flatMap((node) => (node['Relation Name'] === 'support_events' ? [node['Node Type']] : []))
    : [];
  expect(reads.length).toBeGreaterThan(2);
  expect(reads).not.toContain('Seq Scan');
});
