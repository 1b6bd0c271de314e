import type { Readable } from 'node:stream';

/** A stretch of a file, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where the bytes of files lie, by the files' ids: a folder, or a bucket. */
export interface Blobs {
  /** Keeps the bytes of the file at `path`, which stays where it is; whoever asks for them never sees a part of them. */
  keep(id: string, path: string, about: { size: number; mimeType: string }): Promise<void>;
  /** Error BlobMissing. The stream breaks where the store does. */
  read(id: string, range?: ByteRange): Promise<Readable>;
  /** Removing what is not there is no error. */
  remove(id: string): Promise<void>;
}

/** A file is known, and its bytes are not there. */
export class BlobMissing extends Error {
  override name = 'BlobMissing';
}
