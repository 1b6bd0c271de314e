import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExchange } from './exchange.ts';
import { play } from './scripts.ts';
import { speak } from './speech.ts';
import { type ChatRequest, type SpeechRequest, completion, failure } from './wire.ts';

/** A request as it was seen. */
export interface Seen {
  authorization: string | undefined;
  request: ChatRequest;
  /** `aborted`: the client went before the end. */
  state: 'open' | 'answered' | 'aborted';
}

export type FakeModel = Awaited<ReturnType<typeof startFakeModel>>;

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of incoming.setEncoding('utf8')) text += String(piece);
  return text;
}

/**
 * A server that speaks OpenAI's Chat Completions and answers as the prompt tells it (`scripts.ts`). What is not streamed
 * is answered with `inOnePiece`. Texts are spoken as they themselves say (`speech.ts`).
 */
export async function startFakeModel({
  port = 0,
  inOnePiece = (): string => 'A fake title\nA fake summary.',
}: { port?: number; inOnePiece?: (request: ChatRequest) => string } = {}) {
  const seen: Seen[] = [];
  const spoken: SpeechRequest[] = [];
  const held = new Set<() => void>();
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of waiting) look();
  };

  function when<T>(look: () => T | undefined): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const again = () => {
      const answer = look();
      if (answer === undefined) return;
      waiting.delete(again);
      resolve(answer);
    };
    waiting.add(again);
    again();
    return promise;
  }

  const server = createServer((incoming, response) => {
    const json = (status: number, content: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    const hold = (resume: () => void) => {
      held.add(resume);
      response.on('close', () => held.delete(resume));
      changed();
    };
    void textOf(incoming).then(
      async (text) => {
        if (incoming.url?.endsWith('/audio/speech')) {
          const request = JSON.parse(text) as SpeechRequest;
          spoken.push(request);
          changed();
          speak(request, response, hold);
          return;
        }
        if (!incoming.url?.endsWith('/chat/completions')) {
          json(404, failure('There is no such path', 'invalid_request_error'));
          return;
        }
        const request = JSON.parse(text) as ChatRequest;
        const one: Seen = { authorization: incoming.headers.authorization, request, state: 'open' };
        seen.push(one);
        response.on('close', () => {
          one.state = response.writableFinished ? 'answered' : 'aborted';
          changed();
        });
        changed();
        if (!request.stream) {
          json(200, completion(request.model, inOnePiece(request)));
          return;
        }
        const exchange = createExchange(request, response, hold);
        await play(exchange);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));

  return {
    /** What OPENAI_BASE_URL is to be. */
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Every request, in order. */
    seen,
    /** Every request for speech, in order. */
    spoken,
    /** The streamed ones. */
    questions: () => seen.filter(({ request }) => request.stream),
    /** Lets go on whatever hangs. */
    resume(): void {
      for (const go of held) go();
      held.clear();
    },
    /** The first answer that `look` gives, asked again whenever a request begins, hangs or ends. */
    when,
    /** How many requests hang. */
    get holds(): number {
      return held.size;
    },
    /** Waits until a request hangs. To resume before that lets nothing go on. */
    async hangs(): Promise<void> {
      await when(() => held.size > 0 || undefined);
    },
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
