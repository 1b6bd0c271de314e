import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Cluster } from './cluster.ts';
import { DiskFull, fromOutput, StartFailed } from './errors.ts';
import {
  findPostmaster,
  removeStaleLocks,
  startPostmaster,
  stopPostmaster,
  type Postmaster,
} from './postmaster.ts';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts';

/**
 * The connection that each program keeps on the server, with a shared lock: the server must run while one is held.
 * The locks of programs that die are released by the server itself.
 */
export type Keeper = pg.Client;

const NAME = 'switchboard keeper';
const LOCK = 7_248_012;
const PATIENCE_MS = 60_000;
const LAST_GUESTS_MS = 1_000;

/**
 * Connects to the server of the database, started by us or by others; starts it when none runs; makes the program's
 * own database `name` in it unless it is there.
 *
 * @param signal gives up; a server that is just starting is left to itself
 * @throws {EmbeddedDatabaseError} when the server ends instead of starting, or cannot be reached within a minute
 */
export async function openKeeper(cluster: Cluster, name: string, signal: AbortSignal): Promise<Keeper> {
  const deadline = Date.now() + PATIENCE_MS;
  let started: Postmaster | undefined;
  let killed = 0;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      return await connect(cluster.socketFolder, name);
    } catch (error) {
      last = error;
      if ((error as pg.DatabaseError).code === '53100') throw new DiskFull(cluster.folder);
    }
    if (started?.ended) {
      const { code, output } = started.ended;
      if (code === null) killed += 1;
      if (killed > 2 || hasFailed(code, output)) throw fromOutput(output, cluster.folder);
      started = undefined;
      await delay(200, undefined, { signal });
    }
    if (!started && findPostmaster(cluster) === undefined) {
      await makeSocketFolder(cluster);
      removeStaleLocks(cluster);
      started = startPostmaster(cluster);
    }
    await delay(20, undefined, { signal });
  }
  const reason = last instanceof Error ? last.message : String(last);
  throw new StartFailed(
    `The embedded Postgres in ${cluster.folder} cannot be reached (${reason}): see ${cluster.logFile}.`,
  );
}

/** A server that lost the race against another one, or was stopped or killed, is no failure: look again. */
function hasFailed(code: number | null, output: string): boolean {
  return Boolean(code) && !/lock file .* already exists|pre-existing shared memory block/.test(output);
}

async function connect(socketFolder: string, name: string): Promise<Keeper> {
  const keeper = new pg.Client({
    host: socketFolder,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    application_name: NAME,
    connectionTimeoutMillis: 5_000,
  });
  // Its end is what counts, and comes after the error.
  keeper.on('error', () => undefined);
  try {
    await keeper.connect();
    // Waits for whoever is just stopping the server; the stop ends this connection, and we come back.
    await keeper.query('select pg_advisory_lock_shared($1)', [LOCK]);
    await ensureDatabase(keeper, name);
    return keeper;
  } catch (error) {
    await keeper.end().catch(() => undefined);
    throw error;
  }
}

async function ensureDatabase(keeper: Keeper, name: string): Promise<void> {
  const { rowCount } = await keeper.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  await keeper.query(`create database ${pg.escapeIdentifier(name)}`).catch((error: pg.DatabaseError) => {
    // Another process made it meanwhile.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/**
 * Lets go of the server; the last program to do so stops it. Where others are still connected after a second
 * (a second program, somebody's psql) the server stays.
 */
export async function leave(keeper: Keeper, cluster: Cluster): Promise<void> {
  try {
    await keeper.query('select pg_advisory_unlock_shared($1)', [LOCK]);
    const deadline = Date.now() + LAST_GUESTS_MS;
    do {
      if (await isLast(keeper)) {
        await stopPostmaster(cluster);
        return await removeSocketFolder(cluster);
      }
      await delay(20);
    } while (Date.now() < deadline);
  } catch {
    // The connection ended under us: another program was the last one, or the server is gone anyway.
  } finally {
    await keeper.end().catch(() => undefined);
  }
}

/** Takes the lock for good when nobody else holds it: a program that starts now waits, then starts the server anew. */
async function isLast(keeper: Keeper): Promise<boolean> {
  const { rows } = await keeper.query<{ last: boolean }>(
    `select case when exists (
       select from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $2
     ) then false else pg_try_advisory_lock($1) end as last`,
    [LOCK, NAME],
  );
  return rows[0]?.last ?? false;
}
