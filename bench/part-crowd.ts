import { seatsIn, startLoad } from './contestant.ts';
import type { DialectName } from './dialects.ts';
import type { Bench, Part } from './part.ts';
import { type Goal, rowOf } from './rows.ts';
import type { Target } from './targets.ts';

const ROOM_SIZE = 20;
const ROOMS = 250;
const ROUNDS = 3;
const MIXED: readonly DialectName[] = [
  'feed',
  'subscriptions',
  'assistant',
  'conversations',
  'support',
  'hub',
];

interface Sample {
  seconds: number;
  cpuSeconds: number;
  /** Megabytes, of the process. */
  peak: number;
  refused: number;
}

/** Five thousand sockets that all come at once, as after a restart, until the last is in its room. */
export const measureCrowd: Part = async (bench) => {
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  for (let round = 0; round < bench.rounds(ROUNDS); round += 1) {
    ours.push(
      await sample(bench, await bench.target('switchboard'), (place) => MIXED[place % MIXED.length] ?? 'hub'),
    );
    theirs.push(await sample(bench, await bench.target('bare'), () => 'bare'));
  }
  const sockets = ROOMS * ROOM_SIZE;
  const row = (measure: string, unit: string, key: keyof Sample, goal?: Goal) =>
    rowOf({ measure, unit, against: 'bare', ...(goal && { goal }) }, ours, theirs, (each) => each[key]);
  return [
    row(`refused of ${sockets} sockets at once`, '', 'refused', { most: 0, of: 'ours' }),
    row(`${sockets} sockets at once, until all are in`, 's', 'seconds'),
    row(`server CPU of ${sockets} sockets at once`, 's', 'cpuSeconds'),
    row(`most resident memory with ${sockets} sockets at once`, 'MB', 'peak'),
  ];
};

async function sample(
  { say }: Bench,
  target: Target,
  dialectOf: (place: number) => DialectName,
): Promise<Sample> {
  const server = await target.start();
  const load = await startLoad();
  const seats = await seatsIn(target, await target.makeRooms(ROOMS, ROOM_SIZE), dialectOf);
  const before = await server.call('cpu');
  const { seconds, refused } = await load.call('connect', await server.call('port'), seats, seats.length);
  const cpuSeconds = ((await server.call('cpu')) - before) / 1_000_000;
  const peak = (await server.call('peak')) / 1_000_000;
  await load.stop();
  await server.stop();
  say(`  ${target.name}: all decided after ${seconds.toFixed(1)} s; refused: ${refused[0] ?? 'none'}`);
  return { seconds, cpuSeconds, peak, refused: refused.length };
}
