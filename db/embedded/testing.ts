import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from '#db/embedded.ts';
import { makeTestFolder } from '#db/test-cluster.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';

/**
 * A folder for one test's database; whatever still runs on it is stopped when the test ends.
 *
 * @param below appended to its path; not made
 */
export async function temporaryFolder(below = '') {
  const root = await makeTestFolder();
  const path = join(root, below);
  const folder = join(path, 'postgres');
  const started: EmbeddedDatabase[] = [];
  return {
    path,
    /** Where Postgres keeps its files. */
    cluster: folder,
    /** The id of the server process, while there is one. */
    postmaster: () => findPostmaster({ folder }),
    /** `startEmbedded` on the folder. */
    async start(options?: EmbeddedOptions): Promise<EmbeddedDatabase> {
      const database = await startEmbedded(path, options);
      started.push(database);
      return database;
    },
    async [Symbol.asyncDispose]() {
      // First, or they would start again what is stopped here.
      await Promise.all(started.map((database) => database.stop()));
      await stopPostmaster({ folder });
      await rm(root, { recursive: true, force: true });
    },
  };
}

/**
 * Starts program.ts, which runs the embedded database in a process and a process group of its own.
 *
 * @throws {Error} with what the program says when it cannot
 */
export async function startProgram(dataDir: string, options: ForkOptions = {}) {
  const program = new URL('./program.ts', import.meta.url);
  const child = fork(program, [dataDir], { execArgv: [], detached: true, ...options });
  const exited = once(child, 'exit');
  const answer = await firstMessage(child);
  const end = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) how();
    await exited;
  };
  // The whole group, as Ctrl-C and a closed terminal do.
  const kill = () => end(() => process.kill(-(child.pid ?? 0), 'SIGKILL'));
  if (!answer.url) {
    await exited;
    throw new Error(answer.error);
  }
  return {
    url: answer.url,
    stop: () => end(() => child.send('stop')),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function firstMessage(child: ChildProcess): Promise<{ url?: string; error?: string }> {
  return await Promise.race([
    once(child, 'message').then(([message]) => message as { url?: string; error?: string }),
    once(child, 'exit').then(([code]) => ({ error: `the program ended with ${code}` })),
  ]);
}

/** @returns the rows of one statement */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
