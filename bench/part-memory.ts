import { seat, seatsIn, startLoad } from './contestant.ts';
import type { DialectName } from './dialects.ts';
import type { Bench, Part } from './part.ts';
import { type Goal, type Row, rowOf } from './rows.ts';
import type { Target } from './targets.ts';
import type { Memory } from './usage.ts';

const ROOM_SIZE = 20;
/** Of each dialect. */
const ROOMS = 84;
/** Opened of each before the first look, so that what is made once (buffers, compiled code) is not counted. */
const WARM_ROOMS = 5;
const ROUNDS = 3;
const KIB = 1024;
const MIB = KIB * KIB;

interface Kind {
  dialect: DialectName;
  /** The bare socket that it is compared with. */
  bare: DialectName;
  /** KiB of live memory. */
  most: number;
}

const kinds: readonly Kind[] = [
  { dialect: 'feed', bare: 'raw', most: 12 },
  { dialect: 'subscriptions', bare: 'raw', most: 12 },
  { dialect: 'assistant', bare: 'raw', most: 12 },
  { dialect: 'conversations', bare: 'bare', most: 22 },
  { dialect: 'support', bare: 'bare', most: 22 },
  { dialect: 'hub', bare: 'bare', most: 22 },
];

interface Sample {
  /** Bytes of live memory for each socket, kind by kind. */
  live: number[];
  /** Of the process, with all sockets open. */
  resident: number;
}

/**
 * Memory of ten thousand idle sockets, as many of each dialect, each of a user of its own, signed in and in its room. Ours is the whole product, pages and all.
 */
export const measureMemory: Part = async (bench) => {
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  for (let round = 0; round < bench.rounds(ROUNDS); round += 1) {
    ours.push(await sample(bench, await bench.target('web'), ({ dialect }) => dialect));
    theirs.push(await sample(bench, await bench.target('bare'), ({ bare }) => bare));
  }
  const row = (measure: string, unit: string, goal: Goal, of: (sample: Sample) => number): Row =>
    rowOf({ measure, unit, against: 'bare', goal }, ours, theirs, of);
  return [
    ...kinds.map(({ dialect, most }, index) =>
      row(
        `live memory of an idle socket, ${dialect}`,
        'KiB',
        { most, of: 'ours' },
        ({ live }) => (live[index] ?? Number.NaN) / KIB,
      ),
    ),
    row(
      `resident memory with ${kinds.length * ROOMS * ROOM_SIZE} idle sockets`,
      'MiB',
      { most: 450, of: 'ours' },
      ({ resident }) => resident / MIB,
    ),
  ];
};

async function sample(
  { say }: Bench,
  target: Target,
  dialectOf: (kind: Kind) => DialectName,
): Promise<Sample> {
  const server = await target.start();
  const load = await startLoad();
  const open = async (kind: Kind, rooms: number) =>
    seat(
      server,
      load,
      await seatsIn(target, await target.makeRooms(rooms, ROOM_SIZE), () => dialectOf(kind)),
    );
  for (const kind of kinds) await open(kind, WARM_ROOMS);
  let before: Memory = await server.call('memory');
  const live: number[] = [];
  for (const kind of kinds) {
    await open(kind, ROOMS);
    const after = await server.call('memory');
    live.push((after.live - before.live) / (ROOMS * ROOM_SIZE));
    before = after;
  }
  await load.stop();
  await server.stop();
  say(
    `  ${target.name}: ${live.map((bytes) => (bytes / KIB).toFixed(1)).join(', ')} KiB a socket, ${(before.resident / MIB).toFixed(0)} MiB resident`,
  );
  return { live, resident: before.resident };
}
