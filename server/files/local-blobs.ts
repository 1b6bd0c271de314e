import { link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blobs, BlobMissing } from './blobs.ts';

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Files in a folder of this machine, each under its id alone. */
export function createLocalBlobs(folder: string): Blobs {
  const pathOf = (id: string) => join(folder, id);
  return {
    // A second name for what is written already: it is there whole or not at all.
    keep: (id, path) => link(path, pathOf(id)),
    async read(id, range) {
      try {
        const handle = await open(pathOf(id));
        return handle.createReadStream(range);
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? new BlobMissing(id) : error;
      }
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}
