import type { Logger } from 'pino';
import type { Bus } from '#server/core/bus.ts';
import { createRateLimit, type Limit, type Rate } from '#server/core/rate-limit.ts';
import { createSeats, type Seats } from '#server/core/seats.ts';
import { createLocalBus } from './local.ts';
import { createRedisBus } from './redis.ts';
import { createRedisLimit } from './redis-limit.ts';
import { createRedisLink } from './redis-link.ts';
import { createRedisSeats } from './redis-seats.ts';
import { seldom } from './seldom.ts';

/** What the instances of one server have in common. */
export interface Instances {
  bus: Bus;
  /** A limit that all keep together; its name is its own. */
  limit(name: string, rate: Rate): Limit;
  seats: Seats;
  /** Whether the others can be reached at the moment; undefined for one that is to be alone. */
  together: (() => boolean) | undefined;
  /** Joins the others; resolves also where they cannot be reached for now. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface SingleInstanceParts {
  /** Sockets that one user may have open. */
  connectionLimit: number;
}

/** For one instance alone. */
export function createSingleInstance({ connectionLimit }: SingleInstanceParts): Instances {
  return {
    bus: createLocalBus(),
    limit: (_name, rate) => createRateLimit(rate),
    seats: createSeats(connectionLimit),
    together: undefined,
    start: async () => undefined,
    close: async () => undefined,
  };
}

interface InstancesParts extends SingleInstanceParts {
  url: string;
  /** What instances have to agree in to be one server: Redis may serve others, too. */
  name: string;
  log: Pick<Logger, 'info' | 'warn'>;
  failed: (error: unknown) => void;
}

/** For several instances that meet in one Redis. */
export function createInstances({ url, name, connectionLimit, log, failed }: InstancesParts): Instances {
  const link = createRedisLink({
    url,
    changed(state) {
      if (state.up) log.info('Redis is there');
      else log.warn({ reason: state.reason }, 'Redis is away: this instance goes on alone and tries again');
    },
    refused: seldom((error: Error) => log.warn({ reason: error.message }, 'Redis refuses a command')),
  });
  const instance = crypto.randomUUID();
  const prefix = `switchboard:${name}:`;
  const bus = createRedisBus({
    link,
    instance,
    prefix,
    misunderstood: seldom((error: unknown) =>
      log.warn({ err: error }, 'Redis brought something that no instance of this version says'),
    ),
    failed,
  });
  const seats = createRedisSeats({ link, instance, prefix, limit: connectionLimit });
  return {
    bus,
    limit: (limitName, rate) => createRedisLimit({ link, prefix: `${prefix}${limitName}:`, rate }),
    seats,
    together: () => link.client !== undefined,
    start: link.start,
    async close() {
      await seats.close();
      await link.close();
    },
  };
}
