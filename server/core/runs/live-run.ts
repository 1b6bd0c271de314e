import { isChatError } from '#server/protocol/errors.ts';
import type { Run, RunText } from '#server/protocol/runs.ts';
import type { AnswerPart, Answerer } from './answerer.ts';
import type { Ending } from './ending.ts';
import { createLiveText, type LiveText } from './live-text.ts';
import { questionOf } from './questions.ts';
import type { Known } from './reading-ahead.ts';
import type { Titles } from './titles.ts';

/** Why a run is cut short: somebody wants it, this server goes down, or another has taken it over. */
export type Cut = 'stopped' | 'draining' | 'lost';

/** A run of this instance. */
export interface LiveRun {
  /** As it is, text and all. */
  readonly run: Run;
  /** The reason of its abort is a Cut. */
  readonly signal: AbortSignal;
  cut(why: Cut): void;
  /** Takes the parts of the answer as they come; answers how that ended, once all of the text is told. */
  make(): Promise<Ending>;
}

interface LiveRunParts {
  /** What the answer has to know. */
  known: Promise<Known>;
  /** Tells followers of the run, and of more of its text. */
  tell: (run: Run) => void;
  tellText: (piece: RunText) => void;
  /** How long its text rests between two tellings. */
  restMs: () => number;
  answerer: Pick<Answerer, 'answer'>;
  titles: Pick<Titles, 'begun' | 'answered'>;
  failed: (error: unknown) => void;
}

const cutShort = ({ reason }: AbortSignal): Ending =>
  reason === 'draining'
    ? { state: 'INTERRUPTED', error: 'answer_interrupted' }
    : { state: 'STOPPED', error: null };

/** A run that was claimed: it streams what comes, whoever listens. */
export function createLiveRun(
  claimed: Run,
  { known, tell, tellText, restMs, answerer, titles, failed }: LiveRunParts,
): LiveRun {
  const { id: runId, conversationId, content: begun, model } = claimed;
  const aborting = new AbortController();
  const { signal } = aborting;
  let source: Partial<Run> = {};
  let text = streamed(begun);

  function streamed(beginning: string): LiveText {
    return createLiveText(
      beginning,
      (offset, piece) => tellText({ conversationId, runId, offset, text: piece }),
      restMs,
    );
  }

  const now = (): Run => ({ ...claimed, ...source, content: text.text });

  function take(part: AnswerPart): void {
    if (part.type === 'text') {
      text.append(part.text);
      return;
    }
    const { provider, model: its, fallbackUsed, citations, goesOn } = part;
    source = { provider, model: its, fallbackUsed, citations };
    if (!goesOn && text.text !== '') text = streamed('');
    tell(now());
  }

  async function answer(): Promise<Ending> {
    const { setting, passages } = await known;
    // Nobody wants an answer to what was deleted.
    if (signal.aborted || !setting?.prompt.content) return cutShort(signal);
    titles.begun(conversationId, setting);
    const question = questionOf(setting, begun, model);
    for await (const part of answerer.answer(question, passages, signal)) {
      if (signal.aborted) break;
      take(part);
    }
    if (signal.aborted) return cutShort(signal);
    if (text.text === '') return { state: 'FAILED', error: 'assistant_unavailable' };
    titles.answered(conversationId, setting, question, text.text);
    return { state: 'COMPLETED', error: null };
  }

  return {
    get run() {
      return now();
    },
    signal,
    cut: (why) => aborting.abort(why),
    async make() {
      try {
        return await answer();
      } catch (error) {
        if (signal.aborted) return cutShort(signal);
        if (!isChatError(error)) failed(error);
        return { state: 'FAILED', error: isChatError(error) ? error.code : 'internal' };
      } finally {
        text.flush();
      }
    },
  };
}
