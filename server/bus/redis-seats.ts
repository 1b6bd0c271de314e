import type { Seats } from '#server/core/seats.ts';
import type { RedisClient, RedisLink } from './redis-link.ts';

const BEAT_MS = 3_000;
/** What an instance said counts no longer when it has been silent for so long. */
const LEASE_MS = 10_000;
/** Users of one announcement. */
const USERS = 1_000;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Counts what the living instances say, and says it of this one where that is within the limit. */
const CLAIM = `${NOW}
local me, user, here, limit, prefix = unpack(ARGV)
local total = tonumber(here)
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do
  if name ~= me then total = total + (redis.call('HGET', prefix .. name, user) or 0) end
end
if total > tonumber(limit) then return 0 end
redis.call('HSET', KEYS[2], user, here)
redis.call('PEXPIRE', KEYS[2], ${LEASE_MS})
return 1`;

/** Answers 0 where nothing is known any more of what this instance said. */
const LIVE = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ${LEASE_MS}, ARGV[1])
return redis.call('PEXPIRE', KEYS[2], ${LEASE_MS})`;

interface RedisSeatsParts {
  link: Pick<RedisLink, 'ask' | 'onUp'>;
  /** The name of this instance. */
  instance: string;
  /** What the keys in Redis begin with. */
  prefix: string;
  limit: number;
}

/**
 * Each instance keeps in Redis how many sockets of whom it has, under a lease: what one had that was killed counts no
 * longer after ten seconds. While Redis is away each counts its own.
 */
export function createRedisSeats({ link, instance, prefix, limit }: RedisSeatsParts) {
  const taken = new Map<number, number>();
  /** Something was not said: all is said again when Redis answers. */
  let behind = false;
  const instances = `${prefix}instances`;
  const sockets = `${prefix}sockets:`;
  const mine = sockets + instance;

  const sayAlive = (client: RedisClient) =>
    client.eval(LIVE, { keys: [instances, mine], arguments: [instance] });

  /** Says all that it has, in the place of what it said before. */
  async function announce(client: RedisClient) {
    behind = false;
    const all = [...taken].map(([userId, here]): [string, string] => [String(userId), String(here)]);
    const said = client.multi().del(mine);
    for (let from = 0; from < all.length; from += USERS) said.hSet(mine, all.slice(from, from + USERS));
    try {
      await Promise.all([said.exec(), sayAlive(client)]);
    } catch (error) {
      // The next beat says it again.
      behind = true;
      throw error;
    }
  }

  async function beat() {
    const known = await link.ask(sayAlive);
    if (known !== undefined && (behind || known === 0)) await link.ask(announce);
  }
  const timer = setInterval(() => void beat(), BEAT_MS);
  timer.unref();
  // What is said on a connection that breaks is said anew on the next one.
  link.onUp((client) => void announce(client).catch(() => undefined));

  function note(userId: number, here: number) {
    if (here > 0) taken.set(userId, here);
    else taken.delete(userId);
  }

  const seats: Seats & { close(): Promise<void> } = {
    async claim(userId, here) {
      if (here > limit) return false;
      note(userId, here);
      const claim = [instance, String(userId), String(here), String(limit), sockets];
      const answer = await link.ask((client) =>
        client.eval(CLAIM, { keys: [instances, mine], arguments: claim }),
      );
      behind ||= answer === undefined;
      return answer !== 0;
    },
    async set(userId, here) {
      note(userId, here);
      const field = String(userId);
      const answer = await link.ask((client) =>
        here > 0 ? client.hSet(mine, field, here) : client.hDel(mine, field),
      );
      behind ||= answer === undefined;
    },
    async close() {
      clearInterval(timer);
      await link.ask((client) => Promise.all([client.zRem(instances, instance), client.del(mine)]));
    },
  };
  return seats;
}
