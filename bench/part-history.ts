import type pg from 'pg';
import { createReads } from '#db/queries/reading.ts';
import { enter, seatsIn } from './contestant.ts';
import type { Part } from './part.ts';
import { rowOf } from './rows.ts';
import { median } from './statistics.ts';

const MESSAGES = 1_000_000;
const DEEP = 500_000;
const PAGE = 50;
const ROUNDS = 7;
const READS = 150;

/** A page of history at the head and in the middle of a long conversation, as a client gets it and in Postgres alone. */
export const measureHistory: Part = async (bench) => {
  const target = await bench.target('switchboard');
  const rooms = await target.makeRooms(1, 2);
  const conversationId = rooms[0]?.conversationId ?? 0;
  const userIds = rooms[0]?.userIds ?? [];
  bench.say(`  writing ${MESSAGES} messages`);
  await fill(target.pool, conversationId, userIds);

  const head = () => ({ conversationId, limit: PAGE });
  // Never the same page twice: what is read is as cold as the head is warm.
  let page = 0;
  const deep = () => ({ conversationId, limit: PAGE, before: DEEP + PAGE * (page += 1) });
  const contestant = await enter(target, await seatsIn(target, rooms));
  const timesOf = async (input: () => object) =>
    median(
      await contestant.load.call('request', 'conversation.history', Array.from({ length: READS }, input)),
    );
  interface Times {
    client: number;
    postgres: number;
  }
  const heads: Times[] = [];
  const deeps: Times[] = [];
  for (let round = 0; round <= bench.rounds(ROUNDS); round += 1) {
    const client = { head: await timesOf(head), deep: await timesOf(deep) };
    const postgres = {
      head: await explained(target.pool, conversationId, userIds[0] ?? 0, undefined),
      deep: await explained(target.pool, conversationId, userIds[0] ?? 0, DEEP + PAGE * page),
    };
    // The first round warms up.
    if (round === 0) {
      bench.say(postgres.deep.plan);
      continue;
    }
    heads.push({ client: client.head, postgres: postgres.head.ms });
    deeps.push({ client: client.deep, postgres: postgres.deep.ms });
  }
  await contestant.stop();

  const names = (how: string) => ({
    measure: `page of ${PAGE} at ${DEEP} of ${MESSAGES}, ${how}`,
    unit: 'ms',
    against: 'at the head',
    goal: { most: 1.2 },
  });
  return [
    rowOf(names('over the hub'), deeps, heads, (times) => times.client),
    rowOf(names('in Postgres'), deeps, heads, (times) => times.postgres),
  ];
};

async function fill(pool: pg.Pool, conversationId: number, userIds: readonly number[]): Promise<void> {
  await pool.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content)
     select $1, n, n + 1, ($2::bigint[])[1 + n % 2], 'bench-' || n, 'text',
       'bench-' || n || ': the quick brown fox jumps over the lazy dog, and nobody asks what the dog thinks'
     from generate_series(1, $3::int) n`,
    [conversationId, userIds, MESSAGES],
  );
  await pool.query('update conversations set last_seq = $2::bigint, version = $2::bigint + 1 where id = $1', [
    conversationId,
    MESSAGES,
  ]);
  await pool.query('vacuum (analyze)');
  await pool.query('checkpoint');
}

/** The time that Postgres itself takes for the product's own query, in milliseconds; the middle of several runs. */
async function explained(pool: pg.Pool, conversationId: number, userId: number, before: number | undefined) {
  const asked: { text: string; values: unknown[] }[] = [];
  const listener = {
    query: async (query: { text: string; values: unknown[] }) => {
      asked.push(query);
      return { rows: [] };
    },
  };
  const range = before === undefined ? { from: 'newest' as const } : { from: 'before' as const, seq: before };
  await createReads(listener as unknown as pg.Pool).history(conversationId, userId, range, PAGE);
  const [query] = asked;
  if (!query) throw new Error('No query was made');
  let plan = '';
  const times: number[] = [];
  for (let run = 0; run < 15; run += 1) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, timing off) ${query.text}`,
      query.values,
    );
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    times.push(Number(/Execution Time: ([\d.]+) ms/.exec(plan)?.[1]));
  }
  return { ms: median(times), plan };
}
