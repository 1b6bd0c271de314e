import { z } from 'zod';
import { file } from './conversation.ts';

/** `POST /api/files` takes one file in this field of a `multipart/form-data` body. */
export const FILE_FIELD = 'file';

/** Where a file's bytes are: this and its id. */
export const FILES_PATH = '/api/files/';

/**
 * The length of a body that a route answers with: Next drops the real header, which tells clients how long a download
 * takes, and the server puts it back from this one.
 */
export const LENGTH_HEADER = 'x-file-length';

/** The id of a file. */
export const uuid = z.uuid();

/** The answer of `POST /api/files` (protocols, "support" and finer decision 16); `url` is absolute. */
export const uploadedFile = file.extend({ url: z.url() });
export type UploadedFile = z.infer<typeof uploadedFile>;
