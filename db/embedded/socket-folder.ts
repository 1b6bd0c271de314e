import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, rmdir } from 'node:fs/promises';
import type { Cluster } from './cluster.ts';
import { FolderNotWritable } from './errors.ts';

// The shortest limit of a socket's path is 104 bytes, and the socket's own name takes 14.
const LONGEST = 88;

/** @returns where the socket of the database in `folder` is: beside its files, or below /tmp where that is too long */
export function socketFolderOf(folder: string): string {
  if (Buffer.byteLength(folder) <= LONGEST) return folder;
  // Not os.tmpdir(): all programs on one database must come to the same name, whatever their TMPDIR says.
  return `/tmp/switchboard-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

/**
 * Makes the folder unless it is there. Who can reach the socket is trusted, so it is open to nobody else.
 *
 * @throws {FolderNotWritable} when somebody else has made it
 */
export async function makeSocketFolder({ folder, socketFolder, account }: Cluster): Promise<void> {
  if (socketFolder === folder) return;
  await mkdir(socketFolder, { mode: 0o700 }).then(
    () => account.ids && chown(socketFolder, account.ids.uid, account.ids.gid),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const found = await lstat(socketFolder);
  const uid = account.ids?.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== uid || found.mode & 0o077)
    throw new FolderNotWritable(socketFolder);
}

/** Removes what `makeSocketFolder` has made; does nothing while there is a socket in it. */
export async function removeSocketFolder({ folder, socketFolder }: Cluster): Promise<void> {
  if (socketFolder !== folder) await rmdir(socketFolder).catch(() => undefined);
}
