import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileType, SAFE_IMAGES } from './file-type.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-types-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function typeOf(bytes: string | Uint8Array) {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return fileType(path, (await stat(path)).size);
}

const red = sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } });
const nothing = { width: null, height: null };

describe('the type of a file', () => {
  it.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)('is %s with its dimensions', async (format) => {
    expect(await typeOf(await red.toFormat(format).toBuffer())).toEqual({
      mimeType: `image/${format}`,
      width: 30,
      height: 20,
    });
  });

  it('has the dimensions of a photo as it is seen, not as the camera was held', async () => {
    expect(await typeOf(await red.withMetadata({ orientation: 6 }).jpeg().toBuffer())).toMatchObject({
      width: 20,
      height: 30,
    });
  });

  it.each<[what: string, bytes: string | Uint8Array, mimeType: string]>([
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'application/pdf'],
    ['text', 'Hello Grace\r\n\tnaïve 👍', 'text/plain'],
    ['an empty file', '', 'text/plain'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'text/plain'],
    ['a bare SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain'],
    ['a program', '#!/bin/sh\nrm -rf /\n', 'text/plain'],
    ['text that begins like an image', 'BMW is a car', 'text/plain'],
    ['text that begins like a GIF and is a script', 'GIF89a=1;alert(1)', 'text/plain'],
    ['bytes', Uint8Array.from([1, 2, 3, 250, 251, 0]), 'application/octet-stream'],
    ['Latin-1', Uint8Array.from([71, 114, 246, 223, 101]), 'application/octet-stream'],
    ['text with a NUL', 'a\0b', 'application/octet-stream'],
  ])('of %s is what its bytes say', async (_what, bytes, mimeType) => {
    expect(await typeOf(bytes)).toEqual({ mimeType, ...nothing });
  });

  it('of an SVG is no image', async () => {
    const { mimeType, width } = await typeOf(
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    );
    expect(SAFE_IMAGES.has(mimeType)).toBe(false);
    expect(width).toBeNull();
  });

  it('of a broken image has no dimensions', async () => {
    const png = await red.png().toBuffer();
    expect(await typeOf(png.subarray(0, 20))).toMatchObject(nothing);
  });

  it('of long text does not mind that a sample ends within a character', async () => {
    expect(await typeOf(`x${'ü'.repeat(100_000)}`)).toMatchObject({ mimeType: 'text/plain' });
  });

  it('is found for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { mimeType } = await typeOf(bytes);
        expect(mimeType).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
      }),
    );
  });
});
