import { setTimeout as delay } from 'node:timers/promises';
import { openCluster } from './embedded/cluster.ts';
import { type Keeper, leave, openKeeper } from './embedded/keeper.ts';

/** A running Postgres of our own. */
export type EmbeddedDatabase = {
  /** For `pg` and for `new URL()`; stays the same when the server is restarted. */
  url: string;
  /**
   * Lets go of the server, which stops when no other program uses it. Close your own connections first.
   * Takes at most ten seconds; later calls wait for the first.
   */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Hears what happens to the server, a sentence at a time. */
  log?: (line: string) => void;
  /** The folder of another Postgres's `initdb` and `postgres`; without it, the one that npm installed. */
  binDir?: string;
  /** False: faster, and a power cut may cost data. For tests. */
  durable?: boolean;
};

const DATABASE = 'app';

/**
 * Runs Postgres on `<dataDir>/postgres`, made on the first start, or joins the server that already runs there.
 * A server that dies is started again; connections to it end, and pools that reconnect find it.
 *
 * @throws {EmbeddedDatabaseError} whose message is a sentence for the person who started the program
 */
export async function startEmbedded(
  dataDir: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const { log = () => undefined } = options;
  const cluster = await openCluster(dataDir, options);
  const stopping = new AbortController();
  const { signal } = stopping;
  let healing = Promise.resolve();

  const hold = async (): Promise<Keeper> => {
    const keeper = await openKeeper(cluster, DATABASE, signal);
    keeper.once('end', () => {
      if (!signal.aborted) healing = heal();
    });
    return keeper;
  };
  const heal = async (): Promise<void> => {
    log('The embedded Postgres has gone away; starting it again.');
    for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        keeper = await hold();
        return log('The embedded Postgres is back.');
      } catch (error) {
        if (!signal.aborted) log(error instanceof Error ? error.message : String(error));
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    await healing;
    await leave(keeper, cluster);
  };

  let keeper = await hold();
  let stopped: Promise<void> | undefined;
  const host = encodeURIComponent(cluster.socketFolder);
  return {
    // The port and sslmode are said, so that PGPORT and PGSSLMODE have no say.
    url: `postgresql://postgres@localhost:5432/${DATABASE}?host=${host}&sslmode=disable`,
    stop: () => (stopped ??= stop()),
  };
}
