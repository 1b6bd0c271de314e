import { z } from 'zod';
import { id } from '#server/protocol/fields.ts';
import type { RestOperations } from './route.ts';

/** `stopped`: an answer was being made, or waited; what is queued behind it follows. */
const stopped = z.object({ sessionId: id, stopped: z.boolean() });

/** What was heard; empty where nothing was said. */
export const transcription = z.object({ text: z.string() });

export const assistantRoutes = {
  'POST /api/assistant/transcriptions': {
    about:
      'Writes down what is said in a recording (at most 8 MB; WebM, MP4, Ogg, MP3, WAV or FLAC by its bytes). It is not kept.',
    access: 'user',
    form: z.object({ file: z.file() }),
    answers: { 200: transcription },
    errors: [
      'transcription_off',
      'file_missing',
      'file_too_large',
      'invalid_request',
      'rate_limited',
      'transcription_failed',
    ],
  },
  'POST /api/assistant/sessions/[id]/stop': {
    about: 'Stops the answer that is being made in the caller’s session. What there is of its text stays.',
    access: 'user',
    params: { id: 'The session’s number or uuid' },
    answers: { 200: stopped },
    errors: ['conversation_not_found'],
  },
  'GET /api/assistant/sessions/[id]/markdown': {
    about:
      'The caller’s session as a file in Markdown: the questions of its newest branch, the newest answer of each, and what they cite.',
    access: 'user',
    opened: true,
    params: { id: 'The session’s number or uuid' },
    answers: { 200: { contentType: 'text/markdown' } },
    errors: ['conversation_not_found'],
  },
} as const satisfies RestOperations;
