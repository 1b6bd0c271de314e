import type { File } from '#server/protocol/conversation.ts';
import { restError } from '#server/protocol/errors.ts';
import { FILE_FIELD, uploadedFile } from '#server/protocol/files.ts';
import { type CommandError, localError } from './command-error.ts';

interface UploadOptions {
  /** Ends it; it rejects then. */
  signal: AbortSignal;
  /** How much of it is there, from 0 to 1. */
  progress: (fraction: number) => void;
}

/** Brings a file to the server. Rejects with a CommandError (see command-error.ts). */
export type Upload = (file: { blob: Blob; name: string }, options: UploadOptions) => Promise<File>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the server has against it, in its own words. */
function refusalOf(status: number, answer: unknown): CommandError {
  // Whoever signs in again goes on where this was.
  if (status === 401) return localError('unauthorized');
  const refused = restError.safeParse(answer).data?.error;
  return refused
    ? localError(refused.code, refused.message, refused.details)
    : localError(status >= 500 ? 'unavailable' : 'internal');
}

/** By XMLHttpRequest: `fetch` does not tell how much has gone out. With `token` in place of the cookie. */
export const uploadFile =
  (token?: string): Upload =>
  ({ blob, name }, { signal, progress }) =>
    new Promise((resolve, reject) => {
      const form = new FormData();
      form.append(FILE_FIELD, blob, name);
      const request = new XMLHttpRequest();
      const away = () => reject(localError('unavailable'));
      request.upload.addEventListener('progress', ({ loaded, total }) =>
        progress(total > 0 ? loaded / total : 0),
      );
      request.addEventListener('load', () => {
        const answer = parse(request.responseText);
        const { data } = uploadedFile.safeParse(answer);
        if (request.status === 201 && data) {
          const { url: _, ...file } = data;
          resolve(file);
        } else reject(refusalOf(request.status, answer));
      });
      request.addEventListener('error', away);
      request.addEventListener('abort', away);
      signal.addEventListener('abort', () => request.abort());
      request.open('POST', '/api/files');
      if (token !== undefined) request.setRequestHeader('authorization', `Bearer ${token}`);
      request.send(form);
    });
