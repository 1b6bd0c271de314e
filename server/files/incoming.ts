import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** After that long nobody writes to a file any more, on whatever machine. */
const ABANDONED_MS = 24 * 60 * 60_000;

const OWN = `${hostname()}-${process.pid}`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the server whose folder this is may still be taking files in. One of our own name is of a life before. */
async function inUse(path: string, name: string): Promise<boolean> {
  if (name === OWN) return false;
  const [, host, pid] = /^(.+)-(\d+)$/.exec(name) ?? [];
  if (host === hostname()) return alive(Number(pid));
  return Date.now() - (await stat(path)).mtimeMs < ABANDONED_MS;
}

/**
 * Makes this server's folder for files on their way in, each called by its id until it is taken up. Several servers may
 * share the folder around theirs; what those that are gone have left is handed to `letGo` and removed.
 */
export async function openIncoming(around: string, letGo: (id: string) => Promise<void>): Promise<string> {
  await mkdir(around, { recursive: true, mode: 0o700 });
  for (const name of await readdir(around)) {
    const folder = join(around, name);
    if (await inUse(folder, name)) continue;
    for (const id of await readdir(folder)) await letGo(id);
    await rm(folder, { recursive: true, force: true });
  }
  const own = join(around, OWN);
  await mkdir(own, { recursive: true, mode: 0o700 });
  return own;
}
