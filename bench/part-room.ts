import type { DialectName } from './dialects.ts';
import { type Delivered, type Hall, LISTENERS, SENDERS, flood, openHall, steady } from './hall.ts';
import type { Bench, Part } from './part.ts';
import { type Goal, type Row, rowOf } from './rows.ts';
import type { TargetName } from './targets.ts';

const ROUNDS = 3;
/** Lone messages of a round, and the pause before each. */
const WHISPERS = 20;
const PAUSE_MS = 50;
/** Messages a second that are offered to the hub's room besides. */
const RATES = [10, 50];

export interface RoomPlan {
  dialect: DialectName;
  /** Who sends, where the dialect itself only hears. */
  sender?: DialectName;
  /** Deliveries a second of what the bare server manages. */
  least: number;
}

interface Sample extends Delivered {
  /** Milliseconds until a lone message has arrived. */
  lone: number;
}

/** What a conversation of a thousand sockets hears: all that a server can deliver, and how soon when little is said. */
export const measureRoom =
  (plan: RoomPlan): Part =>
  async (bench) => {
    const ours = await enterHall(bench, 'switchboard', plan);
    const bare = await enterHall(bench, 'bare', { dialect: 'bare', least: 1 });
    const rows = rowsOf(plan, ...(await inTurn(bench, ours, bare, sample)));
    if (plan.dialect === 'hub')
      for (const perSecond of RATES) {
        const measure = `deliveries a CPU second, hub, ${perSecond} messages/s`;
        const samples = await inTurn(bench, ours, bare, (hall) => steady(hall, perSecond));
        rows.push(
          rowOf(
            { measure, unit: '', against: 'bare', goal: { least: 1.2 } },
            ...samples,
            (each) => each.perCpuSecond,
          ),
        );
      }
    bench.say('  everybody heard everything once, in order');
    await ours.stop();
    await bare.stop();
    return rows;
  };

async function enterHall(bench: Bench, name: TargetName, { dialect, sender }: RoomPlan): Promise<Hall> {
  const target = await bench.target(name);
  return openHall(target, [await target.start()], dialect, sender);
}

async function inTurn<S>(
  bench: Bench,
  ours: Hall,
  bare: Hall,
  take: (hall: Hall) => Promise<S>,
): Promise<[ours: S[], bare: S[]]> {
  const samples: [ours: S[], bare: S[]] = [[], []];
  for (let round = 0; round < bench.rounds(ROUNDS); round += 1) {
    samples[0].push(await take(ours));
    samples[1].push(await take(bare));
  }
  return samples;
}

async function sample(hall: Hall): Promise<Sample> {
  const { p50 } = await hall.load.call('whisper', SENDERS, WHISPERS, PAUSE_MS);
  return { ...(await flood(hall)), lone: p50 };
}

function rowsOf({ dialect, least }: RoomPlan, ours: readonly Sample[], bare: readonly Sample[]): Row[] {
  const row = (measure: string, unit: string, key: keyof Sample, goal: Goal) =>
    rowOf(
      { measure: `${measure}, ${dialect}`, unit, against: 'bare', goal },
      ours,
      bare,
      (each) => each[key],
    );
  return [
    row(`deliveries to ${LISTENERS} at saturation`, '/s', 'perSecond', { least }),
    row('deliveries a CPU second at saturation', '', 'perCpuSecond', { least }),
    row('delivery of a lone message, p50', 'ms', 'lone', { most: 1.1 }),
  ];
}
