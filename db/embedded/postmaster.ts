import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { underAccount } from './account.ts';
import type { Cluster } from './cluster.ts';
import { fromFileError } from './errors.ts';

/** A server process that was started here, and how it ended if it has; code null: by a signal. */
export type Postmaster = { ended?: { code: number | null; output: string } };

const LARGEST_LOG = 1_000_000;
const STOP_PATIENCE_MS = 8_000;

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '100',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Starts, stops and crashes. What a statement did wrong is told to its caller, who logs it without people's texts.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  // Parallel plans need more of /dev/shm than containers have, and no query of ours is large enough to gain.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};

const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts the server in a session of its own: Ctrl-C and our own death do not reach it. */
export function startPostmaster(cluster: Cluster): Postmaster {
  const all = {
    ...settings,
    // A list of names: quoted, a comma is part of one.
    unix_socket_directories: `"${cluster.socketFolder.replaceAll('"', '""')}"`,
    ...(cluster.durable ? {} : careless),
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const {
    file,
    args: rest,
    options,
  } = underAccount(cluster.account, cluster.binaries.postgres, ['-D', cluster.folder, ...args]);
  const log = openLog(cluster);
  const from = statSync(cluster.logFile).size;
  const postmaster: Postmaster = {};
  const child = spawn(file, rest, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  child.once('error', (error) => (postmaster.ended = { code: -1, output: error.message }));
  child.once('exit', (code) => (postmaster.ended = { code, output: readFrom(cluster.logFile, from) }));
  return postmaster;
}

function openLog({ logFile }: Cluster): number {
  try {
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG)
      renameSync(logFile, `${logFile}.1`);
    return openSync(logFile, 'a', 0o600);
  } catch (error) {
    throw fromFileError(error, logFile);
  }
}

function readFrom(path: string, offset: number): string {
  try {
    return readFileSync(path).toString('utf8', offset);
  } catch {
    return 'its log file is gone';
  }
}

/**
 * @returns the id of the server process on this database, starting and stopping ones included. Undefined where the
 * lock file is missing, or names a process that has ended or, its number being used again, is something else.
 */
export function findPostmaster({ folder }: Pick<Cluster, 'folder'>): number | undefined {
  const pid = lockHolder(join(folder, 'postmaster.pid'));
  return pid !== undefined && runsOn(pid, folder) ? pid : undefined;
}

/**
 * Removes lock files that would keep Postgres from starting for ever: it trusts any process of that number, a zombie
 * too. In one go, so that no other process can start a server between the look and the removal.
 */
export function removeStaleLocks(cluster: Cluster): void {
  for (const path of [
    join(cluster.folder, 'postmaster.pid'),
    join(cluster.socketFolder, '.s.PGSQL.5432.lock'),
  ]) {
    const pid = lockHolder(path);
    if (pid !== undefined && !runsOn(pid, cluster.folder)) rmSync(path, { force: true });
  }
}

function lockHolder(path: string): number | undefined {
  try {
    // A minus stands before the number of a server in single-user mode.
    return Math.abs(Number.parseInt(readFileSync(path, 'utf8'), 10)) || undefined;
  } catch {
    return undefined;
  }
}

/** By the command line: the working directory of another user's process is hidden in containers. */
function runsOn(pid: number, folder: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`\0-D\0${folder}\0`);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(` -D ${folder} `);
}

/** Tells the server to end its connections and stop; waits until it has, at most 8 s. */
export async function stopPostmaster(cluster: Pick<Cluster, 'folder'>): Promise<void> {
  const pid = findPostmaster(cluster);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_PATIENCE_MS;
  while (findPostmaster(cluster) === pid && Date.now() < deadline) await delay(10);
}
