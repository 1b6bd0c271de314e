import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files as FilesOfCore } from '#server/core/files.ts';
import type { Session } from '#server/core/session.ts';
import type { File } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import type { UploadedFile } from '#server/protocol/files.ts';
import type { Blobs } from './blobs.ts';
import { deliver } from './deliver.ts';
import { fileName } from './file-name.ts';
import { fileType, isAudio, recordingEnding } from './file-type.ts';
import { openIncoming } from './incoming.ts';
import { takeIn } from './take-in.ts';

/** Uploads of one user at a time: each may fill the disk up to the limit of a file before it is counted. */
const AT_ONCE = 6;

interface FilesParts {
  core: FilesOfCore;
  blobs: Blobs;
  /** Where uploads lie until they are whole. */
  incoming: string;
  /** Bytes of one file. */
  sizeLimit: number;
  failed: (error: unknown, where?: string) => void;
}

/** Uploads and downloads, from the request to the store of bytes and back. */
export interface Files {
  /** Bytes that a file may have. */
  sizeLimit: number;
  /**
   * Takes the file of a multipart request in. Errors: file_missing, file_too_large, quota_exceeded,
   * unsupported_media_type, invalid_request, rate_limited, unavailable.
   */
  receive(session: Session, request: Request): Promise<UploadedFile>;
  /** Keeps what the server itself has made; core takes the file up. */
  keepMade(bytes: Uint8Array, name: string): Promise<File>;
  /** Keeps audio that the server itself has had made, likewise. Undefined where it is something else. */
  keepAudio(bytes: Uint8Array, name: string): Promise<File | undefined>;
  /**
   * Takes the recording of a multipart request in, and keeps nothing of it. Errors: file_missing, file_too_large,
   * unsupported_media_type (also of what is no audio), invalid_request, rate_limited.
   */
  receiveRecording(session: Session, request: Request): Promise<globalThis.File>;
  /** Answers a GET or HEAD. Error: file_not_found. */
  send(session: Session, request: Request, fileId: string): Promise<Response>;
}

export async function createFiles({ core, blobs, incoming, sizeLimit, failed }: FilesParts): Promise<Files> {
  const uploading = new Map<number, number>();

  const folder = await openIncoming(incoming, async (id) => {
    try {
      if ((await core.known([id])).length === 0) await blobs.remove(id);
    } catch (error) {
      failed(error, 'uploads left over');
    }
  });

  async function inTurn<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const count = (uploading.get(userId) ?? 0) + 1;
    if (count > AT_ONCE) throw new ChatError('rate_limited', { retryAfter: 1 }, 'Too many uploads at once');
    uploading.set(userId, count);
    try {
      return await work();
    } finally {
      const left = (uploading.get(userId) ?? 1) - 1;
      if (left > 0) uploading.set(userId, left);
      else uploading.delete(userId);
    }
  }

  async function takeUp(session: Session, path: string, file: File): Promise<void> {
    try {
      await blobs.keep(file.id, path, file);
      await core.add(session, file);
    } catch (error) {
      await blobs.remove(file.id).catch((lost: unknown) => failed(lost, 'upload taken back'));
      throw error;
    }
  }

  /** Keeps bytes that came by no request; undefined where they are nothing that `fits`. */
  async function keep(bytes: Uint8Array, name: string, fits: (file: File) => boolean) {
    const id = crypto.randomUUID();
    const path = join(folder, id);
    try {
      await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
      const file: File = { id, name, size: bytes.byteLength, ...(await fileType(path, bytes.byteLength)) };
      if (!fits(file)) return undefined;
      await blobs.keep(id, path, file);
      return file;
    } finally {
      await rm(path, { force: true });
    }
  }

  return {
    sizeLimit,
    receive: (session, request) =>
      inTurn(session.account.id, async () => {
        const allowance = await core.allowance(session);
        const id = crypto.randomUUID();
        const path = join(folder, id);
        try {
          const { name, size } = await takeIn(request, path, { size: sizeLimit, allowance });
          const file: File = { id, name: fileName(name), size, ...(await fileType(path, size)) };
          await takeUp(session, path, file);
          return { ...file, url: core.addressOf(id) };
        } finally {
          await rm(path, { force: true });
        }
      }),
    receiveRecording: (session, request) =>
      inTurn(session.account.id, async () => {
        const path = join(folder, crypto.randomUUID());
        try {
          const { size } = await takeIn(request, path, { size: limits.recordingBytes, allowance: Infinity });
          const { mimeType } = await fileType(path, size);
          const ending = recordingEnding(mimeType);
          if (!ending) throw new ChatError('unsupported_media_type', undefined, 'Send a recording');
          return new globalThis.File([await readFile(path)], `recording.${ending}`, { type: mimeType });
        } finally {
          await rm(path, { force: true });
        }
      }),
    async keepMade(bytes, name) {
      const kept = await keep(bytes, fileName(name), () => true);
      if (!kept) throw new Error('A file that was made was not kept');
      return kept;
    },
    keepAudio: (bytes, name) => keep(bytes, name, isAudio),
    send: async (session, request, fileId) => deliver(await core.get(session, fileId), request, blobs),
  };
}
