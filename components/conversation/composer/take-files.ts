import { fileSize } from '#components/conversation/file/file-size.ts';
import { newClientId } from '#components/realtime/client-id.ts';
import type { OutgoingFile } from '#components/realtime/outgoing-file.ts';

/** What became of files that somebody chose: those that can be sent, and what is wrong with the others. */
export interface Taken {
  files: OutgoingFile[];
  problems: string[];
}

/** Raster images that the server shows; whether it is one is told by its bytes there. */
const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;

async function dimensionsOf(file: File): Promise<Pick<OutgoingFile, 'width' | 'height'>> {
  try {
    if (!SHOWN.test(file.type)) throw new Error('No image');
    const image = await createImageBitmap(file);
    const { width, height } = image;
    image.close();
    return { width, height };
  } catch {
    return { width: null, height: null };
  }
}

/** A folder looks like a file until it is read; so does one that was removed meanwhile. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function take(file: File, sizeLimit: number): Promise<OutgoingFile | string> {
  const { name, size, type } = file;
  if (size > sizeLimit)
    return `${name} is too large: ${fileSize(size)}, where ${fileSize(sizeLimit)} is the most`;
  if (!(await isReadable(file))) return `${name} cannot be read`;
  return { key: newClientId(), name, mimeType: type, size, blob: file, ...(await dimensionsOf(file)) };
}

/** Makes files ready to be sent, in the order in which they were chosen. */
export async function takeFiles(chosen: readonly File[], sizeLimit: number): Promise<Taken> {
  const taken = await Promise.all(chosen.map((file) => take(file, sizeLimit)));
  return {
    files: taken.filter((one) => typeof one !== 'string'),
    problems: taken.filter((one) => typeof one === 'string'),
  };
}
