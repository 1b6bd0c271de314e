import type { Knowledge } from '#server/core/knowledge.ts';
import type { AnswerPart, Answerer } from '#server/core/runs/answerer.ts';
import { type Attempt, attempt, type Candidate, modelOf } from './attempt.ts';
import { createBreaker } from './breaker.ts';
import { descriptionPromptOf, overflows } from './prompt.ts';
import { type Provider, ProviderError } from './provider.ts';

/** Passages that a model is shown, and which part of the question one has to have. */
const PASSAGES = { most: 4, coverage: 0.3 };
/** A provider that asks to be asked again so soon is, once. */
const SHORT_MS = 5_000;

interface AnswererParts {
  /** In the order in which they are asked. */
  providers: readonly Provider[];
  knowledge: Pick<Knowledge, 'answer' | 'search'>;
  /** Hears of each failure of a provider. */
  providerFailed: Attempt['failed'];
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener('abort', over);
  });
}

/**
 * Asks one provider after the other while none has said anything, and the knowledge base at last. Once there is text, the
 * rest of it comes from the same provider, or the answer has failed.
 */
export function createAnswerer({ providers, knowledge, providerFailed }: AnswererParts): Answerer {
  const candidates = providers.map((provider, place): Candidate => ({
    provider,
    breaker: createBreaker(),
    fallback: place > 0,
  }));

  /** Answers whether there was an answer. */
  async function* ask(candidate: Candidate, asked: Attempt): AsyncGenerator<AnswerPart, boolean> {
    for (let mayWait = true; !asked.signal.aborted && candidate.breaker.allows(); mayWait = false) {
      try {
        yield* attempt(candidate, asked);
        return true;
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        const { retryAfterMs = Infinity } = error;
        if (!mayWait || retryAfterMs > SHORT_MS) return false;
        await pause(retryAfterMs, asked.signal);
      }
    }
    return asked.signal.aborted;
  }

  return {
    models: providers[0]?.models ?? [],

    async lookUp(prompt) {
      if (candidates.length === 0) return [];
      const found = await knowledge.search(prompt.replaceAll('@assistant', ''), { limit: PASSAGES.most });
      return found.filter(({ coverage }) => coverage >= PASSAGES.coverage);
    },

    async *answer(question, passages, signal) {
      for (const candidate of candidates)
        if (yield* ask(candidate, { question, passages, signal, failed: providerFailed })) return;
      const why = candidates.length > 0 ? 'unreachable' : 'unconfigured';
      const { content, citations } = await knowledge.answer(
        question.prompt.replaceAll('@assistant', ''),
        why,
      );
      yield {
        type: 'source',
        provider: 'knowledge',
        model: null,
        fallbackUsed: true,
        citations,
        // It is a whole answer.
        goesOn: false,
      };
      yield { type: 'text', text: content };
    },

    async describe(question, answer, signal) {
      const [first] = candidates;
      if (!first || (question.summary !== null && !overflows(question))) return undefined;
      const { provider } = first;
      try {
        const text = await provider.complete(
          { model: modelOf(provider, null), messages: descriptionPromptOf(question, answer) },
          signal,
        );
        const [title = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
        return { title, summary: lines.join(' ') };
      } catch (error) {
        if (error instanceof ProviderError && !signal.aborted) providerFailed(provider.name, error);
        return undefined;
      }
    },
  };
}
