import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;
const patienceMs = 15 * 60_000;

/**
 * Runs `work` while no other process does so with the same lock file. The lock is SQLite's, held by the
 * operating system: it is free again the moment its holder dies, so that nothing stale can be left behind.
 *
 * @param lockFile made when missing, and never removed
 * @param onWait called once when another process holds the lock; it is then waited for, blocking, up to 15 minutes
 */
export async function oneAtATime<T>(
  lockFile: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(lockFile), { recursive: true });
  const lock = new DatabaseSync(lockFile);
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy) throw error;
      onWait();
      lock.exec(`PRAGMA busy_timeout = ${patienceMs}; BEGIN EXCLUSIVE`);
    }
    return await work();
  } finally {
    lock.close();
  }
}
