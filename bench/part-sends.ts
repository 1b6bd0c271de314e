import { setTimeout as delay } from 'node:timers/promises';
import { type Contestant, enter, seatsIn } from './contestant.ts';
import type { DialectName } from './dialects.ts';
import type { Bench, Part } from './part.ts';
import { type Row, rowOf } from './rows.ts';
import type { Target, TargetName } from './targets.ts';

const ROUNDS = 7;
const DIALECT_ROUNDS = 4;
const WARM_MS = 500;
const MEASURED_MS = 2_500;
const ROOMS = 16;
export const IN_FLIGHT = 96;

interface Sample {
  perSecond: number;
  /** Microseconds for each message. */
  server: number;
  postgres: number;
}

/** Durable sends a second with 96 unanswered, over 16 sockets in 16 conversations, and what each costs. */
export const measureSends: Part = async (bench) => {
  const [ours = [], bare = [], batched = []] = await alternate(bench, ['switchboard', 'bare', 'batched']);
  const [sends, ...costs] = rowsOf(ours, bare, 'bare');
  if (!sends) return [];
  return [{ ...sends, goal: { least: 2.5 } }, ...costs, ...rowsOf(ours, batched, 'bare, batched')];
};

/** As many unanswered, but each over a socket of its own, in a published dialect. */
export const measureDialect =
  (dialect: DialectName): Part =>
  async (bench) => {
    const people = IN_FLIGHT / ROOMS;
    const contestants = [
      await enterSenders(await bench.target('switchboard'), people, dialect),
      await enterSenders(await bench.target('bare'), people),
    ];
    const [ours = [], bare = []] = await sampleInTurn(bench, contestants, DIALECT_ROUNDS);
    return rowsOf(ours, bare, 'bare', `, ${dialect}`);
  };

/** What foreign keys on the messages would cost (docs/decisions/004). */
export const measureForeignKeys: Part = async (bench) => {
  const [ours = [], keyed = []] = await alternate(bench, ['switchboard', 'keyed']);
  return rowsOf(ours, keyed, 'with foreign keys');
};

async function alternate(bench: Bench, names: readonly TargetName[]): Promise<Sample[][]> {
  const contestants: Senders[] = [];
  for (const name of names) contestants.push(await enterSenders(await bench.target(name)));
  return sampleInTurn(bench, contestants, ROUNDS);
}

/** Lets the contestants send in turn; answers the samples of each. */
async function sampleInTurn(
  bench: Bench,
  contestants: readonly Senders[],
  rounds: number,
): Promise<Sample[][]> {
  const samples = contestants.map((): Sample[] => []);
  for (let round = 0; round < bench.rounds(rounds); round += 1)
    for (const [index, contestant] of contestants.entries())
      samples[index]?.push(await sampleSends(contestant, bench.postgresCpu));
  for (const contestant of contestants) await contestant.stop();
  return samples;
}

export type Senders = Contestant & { senders: number };

/** People in sixteen conversations, all of whom send. */
export async function enterSenders(target: Target, people = 1, dialect = target.dialect): Promise<Senders> {
  const seats = await seatsIn(target, await target.makeRooms(ROOMS, people), () => dialect);
  return { ...(await enter(target, seats)), senders: seats.length };
}

/** `which` tells what the lines are about besides. */
function rowsOf(ours: readonly Sample[], theirs: readonly Sample[], against: string, which = ''): Row[] {
  const row = (measure: string, unit: string, key: keyof Sample) =>
    rowOf({ measure: `${measure}${which}`, unit, against }, ours, theirs, (sample) => sample[key]);
  return [
    row(`durable sends, ${IN_FLIGHT} in flight`, '/s', 'perSecond'),
    row('server CPU a message', 'µs', 'server'),
    row('Postgres CPU a message', 'µs', 'postgres'),
  ];
}

/** Runs the load for a moment, then measures; throws where something acknowledged is not stored. */
export async function sampleSends(
  { target, server, load, senders }: Senders,
  postgresCpu: () => number,
): Promise<Sample> {
  const stored = async () =>
    Number((await target.pool.query('select count(*) from messages')).rows[0]?.count);
  const before = await stored();
  const read = async () => ({
    ...(await load.call('count')),
    server: await server.call('cpu'),
    postgres: postgresCpu(),
  });
  await load.call('start', senders, IN_FLIGHT);
  await delay(WARM_MS);
  const from = await read();
  await delay(MEASURED_MS);
  const to = await read();
  await load.call('stop');
  const { acknowledged } = await load.call('count');
  const found = (await stored()) - before;
  if (found !== acknowledged)
    throw new Error(`${target.name}: ${acknowledged} acknowledged, ${found} stored`);
  const messages = to.acknowledged - from.acknowledged;
  return {
    perSecond: messages / ((to.at - from.at) / 1000),
    server: (to.server - from.server) / messages,
    postgres: (to.postgres - from.postgres) / messages,
  };
}
