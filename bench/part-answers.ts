import type pg from 'pg';
import { startLoad, seat, seatsIn } from './contestant.ts';
import type { Seat } from './dialects.ts';
import type { AnswersLoad } from './load-answers.ts';
import type { Pace } from './load-pace.ts';
import type { BenchModel } from './model-server.ts';
import type { Part } from './part.ts';
import { startChild } from './processes.ts';
import { type Row, rowOf } from './rows.ts';
import { percentile } from './statistics.ts';
import type { Target } from './targets.ts';

const ROUNDS = 4;
const QUESTIONS = 50;
const STREAMS = 50;
const FOLLOWERS = 4;
/** Fifty a second, so for ten seconds. */
const WORDS = 500;
const PEOPLE_PER_SECOND = 200;
const SECONDS = 6;

/** What the assistant adds to a model, what its streams cost, and what people notice of them. */
export const measureAnswers: Part = async ({ target: targetOf, rounds, say }) => {
  const target = await targetOf('switchboard');
  const model = await startChild<BenchModel>(new URL('./model-server.ts', import.meta.url));
  const modelUrl = await model.call('url');
  const server = await target.start({ modelUrl });
  const port = await server.call('port');
  const answers = await startChild<AnswersLoad>(new URL('./load-answers.ts', import.meta.url));
  await answers.call('connect', port, await followersOf(target));
  const people = await startLoad();
  const chats = await seatsIn(target, await target.makeRooms(16, 1));
  await seat(server, people, chats);

  const ours: number[][] = [];
  const direct: number[][] = [];
  const quiet: (Pace & { cpu: number })[] = [];
  const busy: (Pace & { cpu: number })[] = [];
  const costs: { word: number }[] = [];
  const pace = async () => {
    const before = await server.call('cpu');
    const sample = await people.call('pace', chats.length, PEOPLE_PER_SECOND, SECONDS);
    return { ...sample, cpu: ((await server.call('cpu')) - before) / sample.acknowledged };
  };
  await answers.call('firstWords', QUESTIONS);
  for (let round = 0; round < rounds(ROUNDS); round += 1) {
    ours.push(await answers.call('firstWords', QUESTIONS));
    direct.push(await answers.call('firstWordsOf', modelUrl, QUESTIONS));
    quiet.push(await pace());
    const before = await server.call('cpu');
    const heard = await answers.call('follow', WORDS);
    costs.push({ word: ((await server.call('cpu')) - before) / heard });
    const streams = answers.call('follow', WORDS);
    busy.push(await pace());
    await streams;
    say(`  round ${round + 1}`);
  }
  for (const child of [answers, people, server, model]) await child.stop();

  const p50 = (times: readonly number[]) => percentile(times, 0.5);
  const added = ours.map((times, round) => p50(times) - p50(direct[round] ?? []));
  const rows: Row[] = [
    rowOf(
      { measure: 'time to the first word, p50', unit: 'ms', against: 'the model itself' },
      ours,
      direct,
      p50,
    ),
    rowOf(
      {
        measure: 'of which added, p50',
        unit: 'ms',
        against: 'the model itself',
        goal: { most: 3, of: 'ours' },
      },
      added.map((time) => [time]),
      direct,
      p50,
    ),
    rowOf(
      {
        measure: `server CPU a word and follower, ${STREAMS} streams of 50 words/s, ${FOLLOWERS} followers each`,
        unit: 'µs',
        against: 'a message of people, acknowledged',
      },
      costs.map(({ word }) => word),
      quiet.map(({ cpu }) => cpu),
      (value) => value,
    ),
    rowOf(
      {
        measure: `acknowledgement p99 at ${PEOPLE_PER_SECOND}/s beside ${STREAMS} streams`,
        unit: 'ms',
        against: 'without them',
        goal: { most: 1.3 },
      },
      busy,
      quiet,
      ({ p99 }) => p99,
    ),
  ];
  return rows;
};

/** Conversations with the assistant, and some sockets of the one person in each. */
async function followersOf(target: Target): Promise<Seat[]> {
  const rooms = await target.makeRooms(STREAMS, 1);
  await makeAssistants(
    target.pool,
    rooms.map(({ conversationId }) => conversationId),
  );
  const seats = await seatsIn(target, rooms);
  return seats.flatMap((one) => Array.from({ length: FOLLOWERS }, () => one));
}

const makeAssistants = (pool: pg.Pool, conversationIds: readonly number[]) =>
  pool.query(`update conversations set kind = 'assistant', title = 'Bench' where id = any($1)`, [
    conversationIds,
  ]);
