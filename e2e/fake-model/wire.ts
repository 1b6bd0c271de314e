import { randomBytes } from 'node:crypto';

/** What of a Chat Completions request is of interest. */
export interface ChatRequest {
  model: string;
  stream?: boolean;
  messages: { role: string; content: string }[];
}

/** One server-sent event. */
export const event = (data: unknown): string =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** The last event of a stream. */
export const DONE = event('[DONE]');

/** A streamed piece of an answer. `obfuscation` differs from piece to piece, as the real one's does. */
export const chunk = (model: string, delta: object, finish: string | null = null) => ({
  id: 'chatcmpl-fake',
  object: 'chat.completion.chunk',
  created: 1_764_000_000,
  model,
  choices: [{ index: 0, delta, finish_reason: finish }],
  obfuscation: randomBytes(6).toString('base64url'),
});

/** An answer in one piece. */
export const completion = (model: string, content: string) => ({
  id: 'chatcmpl-fake',
  object: 'chat.completion',
  created: 1_764_000_000,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
});

/** A request for speech. */
export interface SpeechRequest {
  model: string;
  voice: string;
  input: string;
  response_format?: string;
}

/** A request for a transcription, its recording as it came. */
export interface TranscriptionRequest {
  model: string;
  name: string;
  size: number;
}

/** A frame of MPEG-1 Layer III at 128 kbit/s and 44.1 kHz in which there is nothing to be heard: 26 ms. */
const SILENT_FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);

/** An MP3 of so many seconds. */
export const silence = (seconds: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.ceil(seconds * 38.28) }, () => SILENT_FRAME));

/** An error in OpenAI's shape. */
export const failure = (message: string, type: string) => ({
  error: { message, type, param: null, code: null },
});
