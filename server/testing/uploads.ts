import type { UploadedFile } from '#server/protocol/files.ts';
import type { TestApplication } from './application.ts';
import { sessionOf } from './support.ts';
import type { TestUser } from './users.ts';

/** A `POST` with this file, to `/api/files` unless said otherwise. */
export function uploadRequest(content: BlobPart, name: string, token?: string, path = '/api/files'): Request {
  const data = new FormData();
  data.append('file', new Blob([content]), name);
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    body: data,
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
}

/** A file that the user has uploaded. */
export async function upload(
  application: TestApplication,
  user: TestUser,
  content: BlobPart = 'Meeting notes',
  name = 'notes.txt',
): Promise<UploadedFile> {
  return application.files.receive(sessionOf(user), uploadRequest(content, name));
}

/** A red image of 3 × 2 pixels, as a PNG. */
export const RED_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQImWP4z8AAQVDqPwMDAEHSBfsYFwTiAAAAAElFTkSuQmCC',
  'base64',
);
