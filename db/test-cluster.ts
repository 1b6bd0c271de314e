import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { isAlive } from './embedded/alive.ts';
import { findPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { migrate } from './migrate.ts';

/** A database of a test's own, migrated and empty. */
export type TestDatabase = {
  url: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
};

/** A Postgres for one run of tests or measurements. */
export type TestCluster = {
  /** Names the cluster to `createDatabaseOn`, in this process and in others. */
  url: string;
  createDatabase(): Promise<TestDatabase>;
  /** Ends all connections, stops the server and removes its files. */
  stop(): Promise<void>;
};

const TEMPLATE = 'migrated';
const PREFIX = 'switchboard-test-';

/**
 * Starts a Postgres in a folder of its own below the system's temporary one, with a migrated template to copy.
 *
 * @param options.durable true for measurements: with fsync, as in production
 */
export async function startTestCluster(options: { durable?: boolean } = {}): Promise<TestCluster> {
  await removeAbandoned();
  const folder = await makeTestFolder();
  const onExit = () => removeNow(folder);
  process.once('exit', onExit);
  const embedded = await startEmbedded(folder, { durable: options.durable ?? false });
  const stop = async () => {
    process.off('exit', onExit);
    await withClient(embedded.url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() and datname <> 'postgres'`,
      ),
    ).catch(() => undefined);
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await withClient(embedded.url, (client) => client.query(`create database ${TEMPLATE}`));
    await migrate(urlOf(embedded.url, TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: embedded.url, createDatabase: () => createDatabaseOn(embedded.url), stop };
}

/** Makes a folder for a database. Should this process be killed, the next run removes it, and stops its server. */
export async function makeTestFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // When we are root the server runs as somebody else, who must be able to enter.
  await chmod(folder, 0o755);
  return folder;
}

/** Copies the migrated template of a test cluster, which is faster than to migrate anew. */
export async function createDatabaseOn(clusterUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(clusterUrl, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    url: urlOf(clusterUrl, name),
    async drop() {
      await withClient(clusterUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'switchboard tests' });
  await client.connect();
  return await work(client).finally(() => client.end());
}

/** For a process that is told to go and does not wait: nothing in the cluster is worth an orderly end. */
function removeNow(folder: string): void {
  const cluster = { folder: join(folder, 'postgres') };
  const pid = findPostmaster(cluster);
  if (pid !== undefined) process.kill(pid, 'SIGQUIT');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 500 && findPostmaster(cluster) !== undefined; tries += 1)
    Atomics.wait(pause, 0, 0, 10);
  rmSync(folder, { recursive: true, force: true });
}

/** A run that was killed could not clean up behind itself: the next one does. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopPostmaster({ folder: join(folder, 'postgres') });
      await rm(folder, { recursive: true, force: true });
    } catch {
      // It is another user's.
    }
  }
}
