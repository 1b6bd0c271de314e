import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import type { File } from '#server/protocol/conversation.ts';

// Its cache would hold files open that are gone.
sharp.cache(false);

/** Raster images that every browser shows and that cannot hold a script. */
export const SAFE_IMAGES: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** How much of a file is looked at to tell text from bytes. */
const SAMPLE = 64 * 1024;
// Everything that is no text but tab, line feed, form feed and carriage return.
// oxlint-disable-next-line no-control-regex
const UNTEXTUAL = /[\0-\x08\x0b\x0e-\x1f\x7f]/;
const MEDIA = /^(image|audio|video)\//;

/** Containers of which the first bytes do not say that there is no picture in them. */
const CONTAINERS: ReadonlySet<string> = new Set(['application/ogg', 'video/mp4', 'video/ogg', 'video/webm']);

/** Whether a file of that type can be listened to. */
export const isAudio = ({ mimeType }: Pick<File, 'mimeType'>): boolean =>
  mimeType.startsWith('audio/') || CONTAINERS.has(mimeType);

/** What browsers record and OpenAI's transcriptions take, by how the names of such files end. */
const RECORDINGS: Readonly<Record<string, string>> = {
  'application/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/webm': 'webm',
  'audio/x-m4a': 'm4a',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

/** How the name of a recording of that type ends; undefined where it is none. */
export const recordingEnding = (mimeType: string): string | undefined =>
  RECORDINGS[mimeType.replace(/;.*$/, '')];

async function isText(path: string, size: number): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(SAMPLE), length: SAMPLE });
    const decoder = new TextDecoder('utf-8', { fatal: true });
    // What is cut off may end within a character.
    return !UNTEXTUAL.test(decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead < size }));
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await file.close();
  }
}

/** Width and height as it is seen, turned as its EXIF data says; nothing where it is broken. */
async function dimensionsOf(path: string): Promise<Pick<File, 'width' | 'height'>> {
  try {
    const { autoOrient } = await sharp(path, { limitInputPixels: false }).metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  } catch {
    return { width: null, height: null };
  }
}

/**
 * What a file is by its bytes, whatever its name and its sender say: text is text/plain, bytes that nobody knows
 * application/octet-stream. Only safe images have dimensions.
 */
export async function fileType(
  path: string,
  size: number,
): Promise<Pick<File, 'mimeType' | 'width' | 'height'>> {
  const found = (await fileTypeFromFile(path))?.mime;
  // A text may begin with BM or ID3: these are no marks of an image or a song then.
  const text = (!found || MEDIA.test(found)) && (await isText(path, size));
  const mimeType = text ? 'text/plain' : (found ?? 'application/octet-stream');
  const dimensions = SAFE_IMAGES.has(mimeType) ? await dimensionsOf(path) : { width: null, height: null };
  return { mimeType, ...dimensions };
}
