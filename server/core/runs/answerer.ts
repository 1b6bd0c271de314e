import type { Passage } from '#server/core/article-store.ts';
import type { Citation, Conversation } from '#server/protocol/conversation.ts';

/** Something that was said before the question. */
export interface Line {
  role: 'user' | 'assistant';
  /** Who said it, where several people speak. */
  name: string;
  content: string;
}

/** What is to be answered, and everything that may be known for it. */
export interface Question {
  /** Where it was asked. */
  kind: Conversation['kind'];
  prompt: string;
  askerName: string;
  /** Oldest first, all of it; what does not fit is left out. */
  history: readonly Line[];
  /** Of what was said before the history. */
  summary: string | null;
  /** The text that the answer goes on from. */
  begun: string;
  /** One of `models`, or null for the usual one. */
  model: string | null;
}

/** A piece of an answer. The first one is a source; text comes once its source is known. */
export type AnswerPart =
  | {
      type: 'source';
      provider: string;
      model: string | null;
      /** It was not the first that is set up. */
      fallbackUsed: boolean;
      /** What the text may name as [n]. */
      citations: Citation[];
      /** The text goes on from the question's `begun`; otherwise it is a whole answer. */
      goesOn: boolean;
    }
  | { type: 'text'; text: string };

/** Whoever answers questions: the providers and, behind them, the knowledge base. */
export interface Answerer {
  /** What one may choose from, the usual one first. */
  readonly models: readonly string[];
  /** What the articles know about it, to be shown to a model; nothing where there is none. */
  lookUp(prompt: string): Promise<readonly Passage[]>;
  /**
   * Ends with the last part, or throws a ChatError that says why there is no more. When the signal is aborted it lets go
   * of the provider at once and ends. `passages` are those of `lookUp`.
   */
  answer(question: Question, passages: readonly Passage[], signal: AbortSignal): AsyncIterable<AnswerPart>;
  /**
   * A title and a summary of the conversation once the answer was given; undefined where there is no need for new ones, or
   * nobody to write them. Never throws.
   */
  describe(
    question: Question,
    answer: string,
    signal: AbortSignal,
  ): Promise<{ title: string; summary: string } | undefined>;
}
