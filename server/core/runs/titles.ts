import type { ConversationStore } from '#server/core/store.ts';
import type { Delta } from '#server/protocol/conversation.ts';
import type { Answerer, Question } from './answerer.ts';
import { precisOf, shorten } from './precis.ts';
import type { RunSetting, RunStore } from './run-store.ts';

/** Length of a title that is made, and of a summary. */
const TITLE = 60;
const SUMMARY = 1_000;

interface TitlesParts {
  conversations: Pick<ConversationStore, 'change'>;
  store: Pick<RunStore, 'saveSummary'>;
  answerer: Pick<Answerer, 'describe'>;
  publish: (delta: Delta) => void;
  failed: (error: unknown) => void;
}

/** What a conversation is called while nothing better is known: its first question. */
export const titleOf = (prompt: string): string | null => precisOf(prompt, TITLE) || null;

/** One line without what a model puts around a title. */
const cleaned = (title: string) =>
  shorten(
    precisOf(title.replace(/^(title|título)\s*:\s*/i, '').replaceAll(/^["'“«]|["'”»]$/g, ''), TITLE),
    TITLE,
  );

export type Titles = ReturnType<typeof createTitles>;

/**
 * Names assistant conversations and keeps the summary of what was said in them. A title that a person gave stays. Works
 * beside the answers, which do not wait for it.
 */
export function createTitles({ conversations, store, answerer, publish, failed }: TitlesParts) {
  const working = new Set<Promise<void>>();
  /** The last work for each conversation: what comes later waits for it. */
  const last = new Map<number, Promise<void>>();
  const over = new AbortController();

  /** Names it, unless its title is another than `expected` by now. */
  async function name(conversationId: number, title: string, expected: string | null): Promise<void> {
    const delta = await conversations.change(conversationId, async (unit) => {
      if (unit.conversation.title === expected) await unit.saveTitle(title);
    });
    if (delta && delta.version > delta.since) publish(delta);
  }

  async function describe(conversationId: number, setting: RunSetting, question: Question, answer: string) {
    const first = setting.earlier.find(({ promptId }) => promptId === null) ?? setting.prompt;
    const usual = titleOf(first.content);
    const described = await answerer.describe(question, answer, over.signal);
    const title = described && cleaned(described.title);
    // A model's title is asked for with the first answer only; later ones bring the summary up to date.
    if (title && title !== usual && question.history.length === 0) await name(conversationId, title, usual);
    const summary = described?.summary || (setting.summary === null ? precisOf(first.content) : '');
    if (summary !== '')
      await store.saveSummary(
        { conversationId, promptId: setting.prompt.id },
        summary.slice(0, SUMMARY).toWellFormed(),
      );
  }

  function work(conversationId: number, task: () => Promise<void>): void {
    const done = (last.get(conversationId) ?? Promise.resolve())
      .then(task)
      .catch((error: unknown) => void failed(error))
      .then(() => {
        working.delete(done);
        if (last.get(conversationId) === done) last.delete(conversationId);
      });
    working.add(done);
    last.set(conversationId, done);
  }

  return {
    /** An answer is begun: a conversation without a title is called after its question. */
    begun(conversationId: number, { kind, title, prompt }: RunSetting): void {
      const usual = kind === 'assistant' && title === null ? titleOf(prompt.content) : null;
      if (usual !== null) work(conversationId, () => name(conversationId, usual, null));
    },

    /** An answer was given. */
    answered(conversationId: number, setting: RunSetting, question: Question, answer: string): void {
      if (setting.kind === 'assistant')
        work(conversationId, () => describe(conversationId, setting, question, answer));
    },

    /** Lets go of what is not done. */
    async drain(): Promise<void> {
      over.abort();
      await Promise.all(working);
    },
  };
}
