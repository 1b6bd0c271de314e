import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { ChatError } from '#server/protocol/errors.ts';
import { FILE_FIELD } from '#server/protocol/files.ts';

/** What may stand around the file in a body. */
const AROUND = 64 * 1024;

interface Limits {
  /** Bytes of a file. */
  size: number;
  /** Bytes that its uploader has left. */
  allowance: number;
}

/** A file as it was sent. */
export interface Sent {
  name: string;
  size: number;
}

const NOT_MULTIPART = 'The body is not valid multipart/form-data';

/** Which of the two a file of so many bytes is too much for. */
function excess(bytes: number, { size, allowance }: Limits): ChatError | undefined {
  if (bytes > size) return new ChatError('file_too_large', { limit: size });
  return bytes > allowance ? new ChatError('quota_exceeded') : undefined;
}

/** A fault of this machine; everything else that breaks on the way is the body, or the connection that it comes over. */
const isOfDisk = (error: unknown) =>
  error instanceof Error && 'syscall' in error && !('code' in error && error.code === 'ECONNRESET');

function open(request: Request, { size, allowance }: Limits): BusboyInstance {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType))
    throw new ChatError('unsupported_media_type', undefined, 'Send multipart/form-data');
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // One more than it may be, to tell the whole from the cut.
      limits: { fileSize: Math.min(size, allowance) + 1, fieldSize: 1024, parts: 20, headerPairs: 50 },
    });
  } catch {
    throw new ChatError('invalid_request', undefined, NOT_MULTIPART);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Hands the body to the parser as fast as it takes it. Rejects as soon as the parser breaks, or the body does. */
async function feed(reader: Reader, parser: BusboyInstance): Promise<void> {
  const over = finished(parser);
  const broken = over.then(() => new Promise<never>(() => undefined));
  for (;;) {
    const { done, value } = await Promise.race([reader.read(), broken]);
    if (done) break;
    if (!parser.write(value)) await Promise.race([once(parser, 'drain'), broken]);
  }
  parser.end();
  await over;
}

/**
 * Reads what nobody wants, as Node does with a body that nobody has begun to read. It is never cancelled: one that ends
 * at that very moment would throw where nobody can catch it, and end the process.
 */
async function discard(reader: Reader): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Whoever sent it is gone.
  }
}

/** The parser's stream may never say that it was cut off, so the pipeline from it is not waited for. */
async function closed(disk: WriteStream): Promise<void> {
  disk.destroy();
  if (!disk.closed) await once(disk, 'close').catch(() => undefined);
}

/**
 * Writes the one file of a multipart body to `path`, chunk by chunk as it comes; nothing is left there when it throws.
 * Errors: unsupported_media_type, file_missing, file_too_large (`limit`), quota_exceeded, invalid_request (a body that is
 * malformed, was cut off, or has several files).
 */
export async function takeIn(request: Request, path: string, limits: Limits): Promise<Sent> {
  const parser = open(request, limits);
  const announced = Number(request.headers.get('content-length') ?? 0) - AROUND;
  const tooMuch = excess(announced, limits);
  if (tooMuch) throw tooMuch;
  if (!request.body) throw new ChatError('file_missing');

  let file: { stream: BusboyFileStream; sent: Sent; disk: WriteStream; written: Promise<void> } | undefined;
  const refuse = (error: Error) => void parser.destroy(error);

  function write(stream: BusboyFileStream, name: string) {
    const sent: Sent = { name, size: 0 };
    stream.on('data', (chunk: Buffer) => {
      sent.size += chunk.length;
      const error = excess(sent.size, limits);
      if (error) refuse(error);
    });
    const disk = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    const written = pipeline(stream, disk);
    written.catch(refuse);
    file = { stream, sent, disk, written };
  }

  parser.on('file', (field, stream, name: string | undefined) => {
    if (field === FILE_FIELD && !file) {
      write(stream, name ?? '');
      return;
    }
    stream.resume();
    if (file) refuse(new ChatError('invalid_request', undefined, 'Send one file at a time'));
  });

  const reader: Reader = request.body.getReader();
  try {
    await feed(reader, parser);
    await file?.written;
    // What a form sends whose field was left empty.
    if (!file || (file.sent.name === '' && file.sent.size === 0)) throw new ChatError('file_missing');
    return file.sent;
  } catch (error) {
    void discard(reader);
    parser.destroy();
    file?.stream.destroy();
    if (file) await closed(file.disk);
    await rm(path, { force: true });
    throw error instanceof ChatError || isOfDisk(error)
      ? error
      : new ChatError('invalid_request', undefined, NOT_MULTIPART);
  }
}
