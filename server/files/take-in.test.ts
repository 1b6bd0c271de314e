import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeIn } from './take-in.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-take-in-'));
  path = join(folder, 'incoming');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => rm(path, { force: true }));

const ROOM = { size: 1_000, allowance: 10_000 };
const MULTIPART = 'multipart/form-data; boundary=x';

const request = (body: BodyInit | null, contentType?: string) =>
  new Request('http://localhost/api/files', {
    method: 'POST',
    body,
    ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
  });

/** Its body comes piece by piece, and throws at nobody where it is cancelled while it ends: it must never be. */
function form(...parts: [field: string, value: string | Blob, name?: string][]): Request {
  const data = new FormData();
  for (const [field, value, name] of parts)
    if (typeof value === 'string') data.append(field, value);
    else data.append(field, value, name);
  return request(data);
}

/** What became of it: the error's code, its text, and what lies in the folder. */
async function refusal(wrong: Request, room = ROOM) {
  const error: unknown = await takeIn(wrong, path, room).catch((refused: unknown) => refused);
  expect(await readdir(folder)).toEqual([]);
  return error;
}

describe('an upload', () => {
  it('is written as it was sent', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    const sent = await takeIn(
      form(['note', 'ignored'], ['file', new Blob([bytes]), 'Größe "1".bin']),
      path,
      ROOM,
    );
    expect(sent).toEqual({ name: 'Größe %221%22.bin', size: 1_000 });
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
  });

  it('may be empty, and may have other files beside it', async () => {
    const sent = await takeIn(
      form(['other', new Blob(['x']), 'x'], ['file', new Blob([]), 'empty.txt']),
      path,
      ROOM,
    );
    expect(sent).toEqual({ name: 'empty.txt', size: 0 });
  });

  it('is written whatever its name and bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ maxLength: 500 }),
        async (name, bytes) => {
          await rm(path, { force: true });
          const { size } = await takeIn(form(['file', new Blob([bytes]), `${name}.x`]), path, ROOM);
          expect(size).toBe(bytes.length);
          expect(new Uint8Array(await readFile(path))).toEqual(bytes);
        },
      ),
    );
  });
});

describe('nothing is left of an upload', () => {
  it('without a file', async () => {
    expect(await refusal(form(['file', 'only text']))).toMatchObject({ code: 'file_missing' });
    expect(await refusal(form(['files', new Blob(['x']), 'x.txt']))).toMatchObject({
      code: 'file_missing',
    });
    expect(await refusal(form(['file', new Blob([]), '']))).toMatchObject({ code: 'file_missing' });
    expect(await refusal(request(null, MULTIPART))).toMatchObject({ code: 'file_missing' });
  });

  it('with two files', async () => {
    const two = form(['file', new Blob(['a']), 'a.txt'], ['file', new Blob(['b']), 'b.txt']);
    expect(await refusal(two)).toMatchObject({ code: 'invalid_request', message: 'Send one file at a time' });
  });

  it('that is no multipart', async () => {
    expect(await refusal(request('{}', 'application/json'))).toMatchObject({
      code: 'unsupported_media_type',
      message: 'Send multipart/form-data',
    });
    expect(await refusal(request('x'))).toMatchObject({ code: 'unsupported_media_type' });
    expect(await refusal(request('x', 'multipart/form-data'))).toMatchObject({ code: 'invalid_request' });
  });

  it.each([
    '',
    'junk',
    '--x\r\nContent-Disposition: form-da',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nall of it\r\n--x',
  ])('that is cut off: %j', async (body) => {
    expect(await refusal(request(body, MULTIPART))).toMatchObject({ code: 'invalid_request' });
  });

  it('that breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf';
        controller.enqueue(new TextEncoder().encode(head));
      },
      pull: () => Promise.reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
    });
    const broken = new Request('http://localhost/api/files', {
      method: 'POST',
      body,
      // Of fetch's types only the browser's are known here, which have none for streams.
      ...{ duplex: 'half' },
      headers: { 'content-type': MULTIPART },
    });
    expect(await refusal(broken)).toMatchObject({ code: 'invalid_request' });
  });

  it('that is too large, or takes more room than is left', async () => {
    const large = () => form(['file', new Blob(['x'.repeat(1_001)]), 'x.txt']);
    expect(await refusal(large())).toMatchObject({ code: 'file_too_large', details: { limit: 1_000 } });
    expect(await refusal(large(), { size: 2_000, allowance: 1_000 })).toMatchObject({
      code: 'quota_exceeded',
    });
    await expect(takeIn(large(), path, { size: 1_001, allowance: 1_001 })).resolves.toMatchObject({
      size: 1_001,
    });
  });

  it('that says it is too large, before it is read', async () => {
    const told = form(['file', new Blob(['x']), 'x.txt']);
    told.headers.set('content-length', String(10_000_000));
    expect(await refusal(told)).toMatchObject({ code: 'file_too_large' });
    expect(told.bodyUsed).toBe(false);
  });

  it('that cannot be written, which is a fault of ours', async () => {
    const nowhere = join(folder, 'missing', 'x');
    const upload = form(['file', new Blob(['x']), 'x.txt']);
    await expect(takeIn(upload, nowhere, ROOM)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
