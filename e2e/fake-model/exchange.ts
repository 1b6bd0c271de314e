import type { ServerResponse } from 'node:http';
import { DONE, chunk, event, type ChatRequest } from './wire.ts';

/** One request, and how it is answered. */
export interface Exchange {
  readonly request: ChatRequest;
  /** The last thing that was asked. */
  readonly prompt: string;
  readonly response: ServerResponse;
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;
  /** Writes as it is; resolves when there is room for more, or the client has gone. */
  write(data: string | Buffer): Promise<void>;
  /** Begins the stream, where it has not begun. */
  begin(): void;
  /** Streams a piece of the answer. */
  say(text: string): Promise<void>;
  /** Ends a stream as it should end. */
  finish(reason?: string): Promise<void>;
  /** Waits for `resume` of the server, or until the client has gone. */
  held(): Promise<void>;
  /** Resolves after a while, or when the client has gone. */
  pause(milliseconds: number): Promise<void>;
}

const until = (gone: AbortSignal, begin: (done: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    if (gone.aborted) {
      resolve();
      return;
    }
    gone.addEventListener('abort', () => resolve(), { once: true });
    begin(resolve);
  });

/** `hold` is called with what lets the exchange go on. */
export function createExchange(
  request: ChatRequest,
  response: ServerResponse,
  hold: (resume: () => void) => void,
): Exchange {
  const aborted = new AbortController();
  const gone = aborted.signal;
  response.on('close', () => {
    if (!response.writableFinished) aborted.abort();
  });
  const piece = (delta: object, finish: string | null = null) => event(chunk(request.model, delta, finish));

  const exchange: Exchange = {
    request,
    response,
    gone,
    prompt: request.messages.findLast(({ role }) => role === 'user')?.content ?? '',
    async write(data) {
      if (gone.aborted || response.write(data)) return;
      await until(gone, (done) => response.once('drain', done));
    },
    begin() {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
    },
    async say(text) {
      const first = !response.headersSent;
      exchange.begin();
      if (first) await exchange.write(piece({ role: 'assistant', content: '' }));
      await exchange.write(piece({ content: text }));
    },
    async finish(reason = 'stop') {
      exchange.begin();
      await exchange.write(piece({}, reason));
      await exchange.write(DONE);
      response.end();
    },
    held: () => until(gone, hold),
    pause: (milliseconds) =>
      until(gone, (done) => {
        const timer = setTimeout(done, milliseconds);
        gone.addEventListener('abort', () => clearTimeout(timer), { once: true });
      }),
  };
  return exchange;
}
