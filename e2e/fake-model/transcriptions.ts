import type { ServerResponse } from 'node:http';
import { type TranscriptionRequest, failure } from './wire.ts';

/** What it hears in a recording: these words, a failure, nothing until it is resumed, or an answer without a text. */
type Hearing = { words: string } | '500' | 'hang' | 'no-text';

/** What a form brings. */
export async function recordingIn(body: Buffer, contentType: string): Promise<TranscriptionRequest> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new TypeError('There is no file in the form');
  return { model: String(form.get('model')), name: file.name, size: file.size };
}

export function createTranscriptions() {
  let hearing: Hearing = { words: 'What was said' };

  const json = (response: ServerResponse, status: number, content: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(content));
  };

  return {
    how(next: Hearing): void {
      hearing = next;
    },
    answer(response: ServerResponse, hold: (resume: () => void) => void): void {
      const say = (text: string) => json(response, 200, { text });
      if (hearing === '500') json(response, 500, failure('The server had an error', 'server_error'));
      else if (hearing === 'no-text') json(response, 200, { words: [] });
      else if (hearing === 'hang') hold(() => say('Late'));
      else say(hearing.words);
    },
  };
}
