import { createHash } from 'node:crypto';
import { createRateLimit, type Limit, type Rate } from '#server/core/rate-limit.ts';
import type { RedisLink } from './redis-link.ts';

/** The times of the last `count` takes, the newest first: the same as core/rate-limit.ts, by Redis' own clock. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count, window = tonumber(ARGV[1]), tonumber(ARGV[2])
if redis.call('LLEN', KEYS[1]) >= count then
  local wait = redis.call('LINDEX', KEYS[1], -1) + window - now
  if wait > 0 then return wait end
end
redis.call('LPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], 0, count - 1)
redis.call('PEXPIRE', KEYS[1], window)
return 0`;

interface RedisLimitParts {
  link: Pick<RedisLink, 'ask'>;
  /** What the keys in Redis begin with. */
  prefix: string;
  rate: Rate;
}

/**
 * A sliding window over all instances. Each counts for itself, too: what is over the limit here is over it anyway, and
 * while Redis is away that alone counts.
 */
export function createRedisLimit({ link, prefix, rate }: RedisLimitParts): Limit {
  const local = createRateLimit(rate);
  if (!rate) return local;
  const settings = [String(rate.count), String(rate.windowMs)];
  // Whose it is stays here: keys may be addresses of people.
  const nameOf = (key: string) => prefix + createHash('sha256').update(key).digest('base64url');

  return {
    async take(key) {
      const wait = local.take(key);
      if (wait > 0) return wait;
      const answer = await link.ask((client) =>
        client.eval(TAKE, { keys: [nameOf(key)], arguments: settings }),
      );
      if (typeof answer !== 'number' || answer <= 0) return 0;
      local.giveBack(key);
      return answer;
    },
    giveBack(key) {
      local.giveBack(key);
      void link.ask((client) => client.lPop(nameOf(key)));
    },
  };
}
