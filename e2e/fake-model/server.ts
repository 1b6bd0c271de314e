import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExchange } from './exchange.ts';
import { play } from './scripts.ts';
import { createTranscriptions, recordingIn } from './transcriptions.ts';
import { speak } from './speech.ts';
import {
  type ChatRequest,
  type SpeechRequest,
  type TranscriptionRequest,
  completion,
  failure,
} from './wire.ts';

/** A request as it was seen. */
export interface Seen {
  authorization: string | undefined;
  request: ChatRequest;
  /** `aborted`: the client went before the end. */
  state: 'open' | 'answered' | 'aborted';
}

export type FakeModel = Awaited<ReturnType<typeof startFakeModel>>;

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
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
  const heard: TranscriptionRequest[] = [];
  const transcription = createTranscriptions();
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
    void bytesOf(incoming).then(
      async (bytes) => {
        if (incoming.url?.endsWith('/audio/transcriptions')) {
          const request = await recordingIn(bytes, incoming.headers['content-type'] ?? '');
          heard.push(request);
          changed();
          transcription.answer(response, hold);
          return;
        }
        const text = bytes.toString();
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
    /** Every recording, in order. */
    heard,
    /** How recordings are answered from now on. */
    listens: transcription.how,
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
