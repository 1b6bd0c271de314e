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

/** An error in OpenAI's shape. */
export const failure = (message: string, type: string) => ({
  error: { message, type, param: null, code: null },
});
