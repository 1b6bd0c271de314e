import { z } from 'zod';
import { uploadedFile } from '#server/protocol/files.ts';
import type { RestOperations } from './route.ts';

const id = 'The file’s id';

export const fileRoutes = {
  'POST /api/files': {
    about: 'Uploads one file. What it is is told by its bytes; images have their dimensions.',
    access: 'user',
    visitors: true,
    form: z.object({ file: z.file() }),
    answers: { 201: uploadedFile },
    errors: ['file_missing', 'file_too_large', 'quota_exceeded', 'invalid_request', 'rate_limited'],
  },
  'GET /api/files/[id]': {
    about:
      'The bytes of a file, or a stretch of them (Range): for its uploader, and whoever may read a message that shows it.',
    access: 'user',
    visitors: true,
    opened: true,
    params: { id },
    answers: { 200: { contentType: '*/*' }, 206: { contentType: '*/*' }, 304: null, 416: null },
    errors: ['file_not_found'],
  },
  'DELETE /api/files/[id]': {
    about: 'Removes a file of the caller’s that no message shows.',
    access: 'user',
    visitors: true,
    params: { id },
    answers: { 204: null },
    errors: ['file_not_found', 'file_in_use'],
  },
} as const satisfies RestOperations;
