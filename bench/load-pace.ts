import { percentile } from './statistics.ts';

/** What a steady load met with; times in milliseconds. */
export interface Pace {
  acknowledged: number;
  p50: number;
  p99: number;
}

/**
 * Sends `perSecond` messages a second, each sender in its turn, whether the earlier ones are answered or not. A time
 * runs from the moment that the schedule meant for the send, so that a server that stalls is not spared.
 */
export async function pace(
  sendFrom: (sender: number) => Promise<void>,
  senders: number,
  perSecond: number,
  seconds: number,
): Promise<Pace> {
  const times: number[] = [];
  const answers: Promise<void>[] = [];
  const began = performance.now();
  const total = Math.round(perSecond * seconds);

  await new Promise<void>((sentAll) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.ceil(((performance.now() - began) / 1000) * perSecond));
      while (answers.length < due) {
        const meant = began + (answers.length / perSecond) * 1000;
        const sent = sendFrom(answers.length % senders).then(() => {
          times.push(performance.now() - meant);
        });
        answers.push(sent);
      }
      if (due < total) return;
      clearInterval(timer);
      sentAll();
    }, 1);
  });
  await Promise.all(answers);
  return { acknowledged: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
