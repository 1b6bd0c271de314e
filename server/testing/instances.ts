import { afterAll, beforeAll } from 'vitest';
import type { TestRedis } from '#scripts/test-redis.ts';
import { type TestApplication, type TestSettings, startApplication } from './application.ts';
import { sharedRedis } from './redis.ts';

/** Two instances of one server, on one Postgres. */
export interface Pair {
  readonly one: TestApplication;
  readonly other: TestApplication;
}

/** Two instances that Redis joins. */
export interface TwoInstances extends Pair {
  redis: TestRedis;
}

/** Starts both before the tests of the file; `settings` are asked for then. */
function startPair(settings: () => TestSettings): Pair {
  const started: TestApplication[] = [];
  beforeAll(async () => {
    const one = await startApplication(settings());
    started.push(one, await startApplication(settings(), one.databaseUrl));
  });
  afterAll(async () => {
    // The first one has the database.
    for (const application of started.toReversed()) await application.stop();
  });
  const at = (place: number): TestApplication => {
    const application = started[place];
    if (!application) throw new Error('The instances are started before the first test, not earlier');
    return application;
  };
  return {
    get one() {
      return at(0);
    },
    get other() {
      return at(1);
    },
  };
}

/** Two instances for all tests of a file, or of a `describe`: use them in tests and hooks only. */
export function twoInstances(settings: TestSettings = {}): TwoInstances {
  const redis = sharedRedis();
  const pair = startPair(() => ({ ...settings, REDIS_URL: redis.url }));
  return Object.defineProperties({ redis } as TwoInstances, Object.getOwnPropertyDescriptors(pair));
}

/** Such instances without Redis: nothing but the store tells one what the other has done. */
export const twoApart = (settings: TestSettings = {}): Pair => startPair(() => settings);
