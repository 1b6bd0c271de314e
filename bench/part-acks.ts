import type { Pace } from './load-pace.ts';
import type { Part } from './part.ts';
import { IN_FLIGHT, enterSenders, sampleSends } from './part-sends.ts';
import { rowOf } from './rows.ts';
import { median } from './statistics.ts';

const ROUNDS = 5;
const SECONDS = 4;

/** How long a sender waits for the acknowledgement at half of what the bare server can take. */
export const measureAcknowledgements: Part = async ({ target, rounds, postgresCpu, say }) => {
  const contestants = [
    await enterSenders(await target('switchboard')),
    await enterSenders(await target('bare')),
  ];
  const limits: number[] = [];
  for (let round = 0; round < 3; round += 1)
    for (const contestant of contestants) {
      const { perSecond } = await sampleSends(contestant, postgresCpu);
      if (contestant.target.name === 'bare') limits.push(perSecond);
    }
  const perSecond = Math.round(median(limits) / 2);
  say(`  ${IN_FLIGHT} in flight: bare ${Math.round(median(limits))}/s; offering ${perSecond}/s`);

  const paces = contestants.map((): Pace[] => []);
  for (let round = 0; round < rounds(ROUNDS); round += 1)
    for (const [index, { load, senders }] of contestants.entries())
      paces[index]?.push(await load.call('pace', senders, perSecond, SECONDS));
  for (const contestant of contestants) await contestant.stop();

  const [ours = [], theirs = []] = paces;
  const names = (which: string) => ({
    measure: `acknowledgement ${which} at ${perSecond}/s`,
    unit: 'ms',
    against: 'bare',
  });
  return (['p50', 'p99'] as const).map((key) => rowOf(names(key), ours, theirs, (sample) => sample[key]));
};
