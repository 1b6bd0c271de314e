import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startS3, type S3Trouble } from '#server/testing/s3.ts';
import { type Blobs, BlobMissing } from './blobs.ts';
import { createLocalBlobs } from './local-blobs.ts';
import { createS3Blobs } from './s3-blobs.ts';

let folder = '';
let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-blobs-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const unexpected = (error: unknown) => {
  throw error;
};

/** A file of so many random bytes, on the disk. */
async function fileOf(size: number) {
  const bytes = randomBytes(size);
  const path = join(folder, randomUUID());
  await writeFile(path, bytes);
  return { id: randomUUID(), path, bytes, about: { size, mimeType: 'application/octet-stream' } };
}

describe.each<[name: string, open: () => Promise<Blobs>]>([
  ['a folder', async () => createLocalBlobs(await mkdtemp(join(folder, 'kept-')))],
  ['a bucket', () => createS3Blobs({ ...s3.settings, failed: unexpected })],
])('%s', (_name, open) => {
  it('gives back what it keeps, whole and in stretches', async () => {
    const blobs = await open();
    const { id, path, bytes, about } = await fileOf(300_000);
    await blobs.keep(id, path, about);
    expect(await buffer(await blobs.read(id))).toEqual(bytes);
    expect(await buffer(await blobs.read(id, { start: 0, end: 0 }))).toEqual(bytes.subarray(0, 1));
    expect(await buffer(await blobs.read(id, { start: 70_000, end: 299_999 }))).toEqual(
      bytes.subarray(70_000),
    );
  });

  it('keeps an empty file', async () => {
    const blobs = await open();
    const { id, path, about } = await fileOf(0);
    await blobs.keep(id, path, about);
    expect(await buffer(await blobs.read(id))).toHaveLength(0);
  });

  it('says what is missing, and removes what is there or not', async () => {
    const blobs = await open();
    const { id, path, about } = await fileOf(10);
    await expect(blobs.read(id)).rejects.toThrow(BlobMissing);
    await blobs.keep(id, path, about);
    await blobs.remove(id);
    await blobs.remove(id);
    await expect(blobs.read(id)).rejects.toThrow(BlobMissing);
  });
});

describe('a folder', () => {
  it('holds each file under its id and nothing else', async () => {
    const kept = await mkdtemp(join(folder, 'kept-'));
    const { id, path, about } = await fileOf(10);
    await createLocalBlobs(kept).keep(id, path, about);
    expect(await readdir(kept)).toEqual([id]);
  });
});

describe('a bucket in trouble', () => {
  const faults: unknown[] = [];
  const failed = (error: unknown) => void faults.push(error);
  beforeEach(() => void faults.splice(0));
  const impatient = () => createS3Blobs({ ...s3.settings, patience: 300, failed });

  async function inTrouble<T>(trouble: S3Trouble, work: () => Promise<T>): Promise<T> {
    s3.make(trouble);
    try {
      return await work();
    } finally {
      s3.make(undefined);
    }
  }

  it.each<S3Trouble>([403, 500, 'silent', 'cut'])(
    '(%s) refuses an upload, and has none of it',
    async (trouble) => {
      const blobs = await impatient();
      const { id, path, about } = await fileOf(400_000);
      await expect(inTrouble(trouble, () => blobs.keep(id, path, about))).rejects.toMatchObject({
        code: 'unavailable',
      });
      expect(s3.objects.has(id)).toBe(false);
      expect(faults).toHaveLength(1);
    },
  );

  it.each<S3Trouble>([403, 500, 'silent'])('(%s) refuses a download', async (trouble) => {
    const blobs = await impatient();
    const { id, path, about } = await fileOf(1_000);
    await blobs.keep(id, path, about);
    await expect(inTrouble(trouble, () => blobs.read(id))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(inTrouble(trouble, () => blobs.remove(id))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('breaks a download that is cut, instead of ending it', async () => {
    const blobs = await impatient();
    const { id, path, about } = await fileOf(400_000);
    await blobs.keep(id, path, about);
    await expect(inTrouble('cut', async () => buffer(await blobs.read(id)))).rejects.toThrow('aborted');
  });

  it('is refused with keys that are not its own', async () => {
    const blobs = await createS3Blobs({ ...s3.settings, accessKeyId: 'stolen', failed });
    const { id, path, about } = await fileOf(10);
    await expect(blobs.keep(id, path, about)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
