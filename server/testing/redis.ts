import { afterAll, beforeAll } from 'vitest';
import { startTestRedis, type TestRedis } from '#scripts/test-redis.ts';

/** One Redis for all tests of a file: use it in tests and hooks only. */
export function sharedRedis(): TestRedis {
  let started: TestRedis | undefined;
  beforeAll(async () => {
    started = await startTestRedis();
  });
  afterAll(() => started?.stop());
  return new Proxy({} as TestRedis, {
    get(_target, name) {
      if (!started) throw new Error('Redis is started before the first test, not earlier');
      return Reflect.get(started, name) as unknown;
    },
  });
}
