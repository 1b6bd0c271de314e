import type { Passage } from '#server/core/article-store.ts';
import { citationsOf } from '#server/core/citations.ts';
import type { AnswerPart, Question } from '#server/core/runs/answerer.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Breaker } from './breaker.ts';
import { createCitationFilter } from './citations.ts';
import { promptOf } from './prompt.ts';
import { type Provider, ProviderError } from './provider.ts';

/** A provider in its place. */
export interface Candidate {
  provider: Provider;
  breaker: Breaker;
  /** It is not the first that is set up. */
  fallback: boolean;
}

export interface Attempt {
  question: Question;
  passages: readonly Passage[];
  signal: AbortSignal;
  /** Hears of the failure, whatever becomes of the answer. */
  failed: (provider: string, error: ProviderError) => void;
}

/** Whether the failure says something about the provider, and not about this question only. */
const isItsFault = ({ code, status }: ProviderError): boolean =>
  code !== 'answer_filtered' &&
  code !== 'answer_too_long' &&
  (status === undefined || status >= 500 || [401, 403, 404, 429].includes(status));

function* textOf(text: string): Generator<AnswerPart> {
  if (text !== '') yield { type: 'text', text };
}

/** The model that was wished for, where the provider has it. */
export const modelOf = ({ models }: Provider, wished: string | null): string =>
  wished !== null && models.includes(wished) ? wished : models[0];

/** A provider's answer. Throws its ProviderError while there is no text, afterwards a ChatError. */
export async function* attempt(
  { provider, breaker, fallback }: Candidate,
  { question, passages, signal, failed }: Attempt,
): AsyncGenerator<AnswerPart> {
  const model = modelOf(provider, question.model);
  const filter = createCitationFilter(passages.length);
  let begun = false;
  try {
    for await (const piece of provider.stream({ model, messages: promptOf(question, passages) }, signal)) {
      if (!begun) {
        begun = true;
        yield {
          type: 'source',
          provider: provider.name,
          model,
          fallbackUsed: fallback,
          citations: citationsOf(passages),
          goesOn: question.begun !== '',
        };
      }
      yield* textOf(filter.push(piece));
    }
    if (!begun && !signal.aborted) throw new ProviderError('assistant_unavailable');
    if (begun) breaker.succeeded();
    yield* textOf(filter.end());
  } catch (thrown) {
    const error = thrown instanceof ProviderError ? thrown : new ProviderError('internal', { cause: thrown });
    if (isItsFault(error)) breaker.failed();
    failed(provider.name, error);
    if (!begun) throw error;
    yield* textOf(filter.end());
    throw Object.assign(new ChatError(error.code), { cause: error });
  } finally {
    // One that was cut short has told nothing.
    breaker.release();
  }
}
