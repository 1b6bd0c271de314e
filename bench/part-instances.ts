import { startTestRedis } from '#scripts/test-redis.ts';
import { type Delivered, type Hall, flood, openHall, steady } from './hall.ts';
import type { Bench, Part } from './part.ts';
import { rowOf } from './rows.ts';
import type { TargetName } from './targets.ts';

const ROUNDS = 3;
/** Messages a second that are offered besides all that fit. */
const RATE = 50;

/** Two servers over one Redis, half of a thousand sockets and of those who send at each; everybody hears everything. */
export const measureInstances: Part = async (bench) => {
  const redis = await startTestRedis();
  try {
    const halls = [await enter(bench, 'switchboard', redis.url), await enter(bench, 'bare', redis.url)];
    const floods = halls.map((): Delivered[] => []);
    const paces = halls.map((): Delivered[] => []);
    for (let round = 0; round < bench.rounds(ROUNDS); round += 1)
      for (const [index, hall] of halls.entries()) {
        floods[index]?.push(await flood(hall));
        paces[index]?.push(await steady(hall, RATE));
      }
    for (const hall of halls) await hall.stop();
    bench.say('  everybody heard everything once, at both instances');
    const row = (load: string, [ours = [], bare = []]: readonly Delivered[][]) =>
      rowOf(
        {
          measure: `deliveries a CPU second, two instances, ${load}`,
          unit: '',
          against: 'bare, Redis adapter',
          goal: { least: 1.5 },
        },
        ours,
        bare,
        ({ perCpuSecond }) => perCpuSecond,
      );
    return [row('at saturation', floods), row(`${RATE} messages/s`, paces)];
  } finally {
    await redis.stop();
  }
};

async function enter(bench: Bench, name: TargetName, redisUrl: string): Promise<Hall> {
  const target = await bench.target(name);
  const servers = [await target.start({ redisUrl, index: 0 }), await target.start({ redisUrl, index: 1 })];
  return openHall(target, servers, target.dialect);
}
