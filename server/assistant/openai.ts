import { APIError } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { type Deadlines, type RequestTime, startTime } from './deadlines.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { createClient, type Endpoint } from './openai-client.ts';
import { type Provider, ProviderError, type ProviderRequest } from './provider.ts';

/** Tokens of an answer in one piece. */
const SHORT = 200;

interface OpenAiParts extends Endpoint {
  name: string;
  models: readonly [string, ...string[]];
  deadlines: Deadlines;
}

/** A server that speaks OpenAI's Chat Completions. */
export function createOpenAi({ name, models, deadlines, ...endpoint }: OpenAiParts): Provider {
  const clientOf = (guarded: GuardedFetch) => createClient(endpoint, guarded, deadlines.whole);

  return {
    name,
    models,

    async *stream({ model, messages }: ProviderRequest, signal) {
      const guarded = createGuardedFetch();
      const time = startTime(deadlines, signal);
      let finish: string | undefined;
      let begun = false;
      try {
        const stream = await clientOf(guarded).chat.completions.create(
          { model, messages, stream: true },
          { signal: time.signal },
        );
        for await (const piece of withoutRepeats(stream)) {
          time.heard();
          const [choice] = Array.isArray(piece.choices) ? piece.choices : [];
          const text: unknown = choice?.delta?.content;
          if (typeof text === 'string' && text !== '') {
            begun = true;
            yield text;
          }
          finish = choice?.finish_reason ?? finish;
        }
      } catch (error) {
        if (!signal.aborted) throw errorOf(error, time, guarded, begun);
      } finally {
        time.end();
      }
      if (signal.aborted) return;
      // An aborted stream ends without a word.
      if (time.expired) throw new ProviderError('assistant_timeout');
      if (finish === 'content_filter') throw new ProviderError('answer_filtered');
      if (!finish && !guarded.done) throw new ProviderError('answer_broken_off');
    },

    async complete({ model, messages }, signal) {
      const guarded = createGuardedFetch();
      const time = startTime({ ...deadlines, first: deadlines.idle }, signal);
      try {
        const { choices } = await clientOf(guarded).chat.completions.create(
          { model, messages, max_completion_tokens: SHORT },
          { signal: time.signal },
        );
        const text: unknown = choices?.[0]?.message?.content;
        return typeof text === 'string' ? text : '';
      } catch (error) {
        throw errorOf(error, time, guarded, false);
      } finally {
        time.end();
      }
    },
  };
}

/**
 * Leaves out a piece that is the very same as the one before it. Pieces have no numbers; only where each has a random
 * `obfuscation`, as OpenAI's have, can a repeated one be told from a repeated word.
 */
async function* withoutRepeats(stream: AsyncIterable<ChatCompletionChunk>) {
  let last = '';
  for await (const piece of stream) {
    const marked = 'obfuscation' in piece && Boolean(piece.obfuscation);
    const own = marked ? JSON.stringify(piece) : '';
    if (marked && own === last) continue;
    last = own;
    yield piece;
  }
}

function errorOf(error: unknown, time: RequestTime, guarded: GuardedFetch, begun: boolean): ProviderError {
  if (time.expired) return new ProviderError('assistant_timeout', { cause: error });
  if (guarded.tooMuch) return new ProviderError('answer_too_long', { cause: error });
  if (!(error instanceof APIError) || error.status === undefined)
    return new ProviderError(begun ? 'answer_broken_off' : 'assistant_unavailable', { cause: error });
  const { status, headers } = error;
  return new ProviderError('assistant_unavailable', {
    status,
    retryAfterMs: retryAfterOf(headers?.get('retry-after')),
    cause: error,
  });
}

/** `Retry-After` in seconds; as a date it is too far away to wait for. */
function retryAfterOf(header: string | null | undefined): number | undefined {
  return header && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : undefined;
}
