import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { File } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { LENGTH_HEADER } from '#server/protocol/files.ts';
import { type Blobs, BlobMissing, type ByteRange } from './blobs.ts';
import { SAFE_IMAGES } from './file-type.ts';

/** What browsers play, by the names that file-type gives. None of it can hold a script. */
const PLAYABLE: ReadonlySet<string> = new Set([
  'audio/aac',
  'audio/flac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/opus',
  'audio/vnd.wave',
  'audio/wav',
  'audio/webm',
  'audio/x-flac',
  'audio/x-m4a',
  'video/mp4',
  'video/ogg',
  'video/quicktime',
  'video/webm',
]);

/** Kept by the asker alone, who asks again each time: who may read it may change. Nobody on the way packs it otherwise. */
const CACHE = 'private, no-cache, no-transform';

function headersOf({ id, name, mimeType }: File): Record<string, string> {
  const inline = SAFE_IMAGES.has(mimeType) || PLAYABLE.has(mimeType);
  return {
    'accept-ranges': 'bytes',
    'cache-control': CACHE,
    'content-disposition': contentDisposition(name, { type: inline ? 'inline' : 'attachment' }),
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    // Bytes never change under their id.
    etag: `"${id}"`,
    'x-content-type-options': 'nosniff',
    'content-type': mimeType === 'text/plain' ? 'text/plain; charset=utf-8' : mimeType,
  };
}

/** The stretch that a `Range` header asks for; undefined for the whole, null where there is no such stretch. */
export function rangeOf(header: string | null, size: number): ByteRange | undefined | null {
  // Several stretches at once, and units that nobody knows, are answered with the whole, as RFC 9110 allows.
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  return start > end ? null : { start, end };
}

const isKnown = (header: string | null, etag: string) =>
  (header ?? '').split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));

/**
 * Answers a GET or a HEAD of a file that the asker may read: 200, 206 for a stretch of it, 304 where the asker has it
 * already, 416 for a stretch beyond its end. Errors: file_not_found (its bytes are lost), unavailable.
 */
export async function deliver(file: File, { method, headers }: Request, blobs: Blobs): Promise<Response> {
  const about = headersOf(file);
  const etag = about.etag ?? '';
  if (isKnown(headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers: { etag, 'cache-control': CACHE } });
  const { size } = file;
  const wanted = headers.get('if-range') ?? etag;
  const range = wanted === etag ? rangeOf(headers.get('range'), size) : undefined;
  if (range === null)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } });
  const length = range ? range.end - range.start + 1 : size;
  const status = range ? 206 : 200;
  const whole = {
    ...about,
    [LENGTH_HEADER]: String(length),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
  };
  if (method === 'HEAD' || length === 0) return new Response(null, { status, headers: whole });
  try {
    const bytes = await blobs.read(file.id, range);
    return new Response(Readable.toWeb(bytes) as ReadableStream, { status, headers: whole });
  } catch (error) {
    throw error instanceof BlobMissing ? new ChatError('file_not_found') : error;
  }
}
