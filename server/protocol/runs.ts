import { z } from 'zod';
import { citation } from './conversation.ts';
import { clientId, count, id, plainText, timestamp } from './fields.ts';
import { limits } from './limits.ts';

/** Answers of the assistant in the making, as the hub names them. An answer that is final is a message. */

/** The first two are open; of the others a run ends in exactly one. */
export const runState = z.enum(['QUEUED', 'RUNNING', 'COMPLETED', 'STOPPED', 'FAILED', 'INTERRUPTED']);
export type RunState = z.infer<typeof runState>;

/** The making of one answer. Runs of a conversation go one at a time, in the order of their ids. */
export const run = z.object({
  id,
  conversationId: id,
  /** The message that is answered; several runs of one prompt make its versions. */
  promptId: id,
  askerId: id,
  state: runState,
  /** The text so far, as markdown. Empty once the run has ended: its message has it. */
  content: z.string(),
  /** Who answers; null until somebody does. */
  provider: z.string().nullable(),
  model: z.string().nullable(),
  fallbackUsed: z.boolean(),
  /** Articles that the text may name as [n]. */
  citations: z.array(citation),
  /** Why it failed: a code of the error table. */
  error: z.string().nullable(),
  /** The answer that this one goes on from: its text begins with that one's. */
  continuesId: id.nullable(),
  /** The answer, once it is stored. Its `clientId` is `run:<id>`. */
  messageId: id.nullable(),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
});
export type Run = z.infer<typeof run>;

/** More text of a run: `offset` counts UTF-16 code units, as a string's `length` does. */
export const runText = z.object({ conversationId: id, runId: id, offset: count, text: z.string() });
export type RunText = z.infer<typeof runText>;

/** What still may be asked before `assistant_limited` answers: `remaining` of `count` in any `seconds`. */
export const allowance = z.object({ count: id, seconds: id, remaining: count, retryAfter: count });
export type Allowance = z.infer<typeof allowance>;

/** `always`: answers to one's own prompts are spoken whenever one is given, not only on demand. */
const speechSetting = z.object({ always: z.boolean() });

/** Thumbs of one user for one answer. */
export const rating = z.object({
  messageId: id,
  rating: z.enum(['up', 'down']),
  reason: z.string().nullable(),
});
export type Rating = z.infer<typeof rating>;

/** A name of `assistant.options`; none stands for the first. */
const model = z.string().min(1).max(limits.model).nullish();

/** What `message.send` takes besides, where the message is a prompt. */
export const promptFields = {
  /** The own prompt, earlier in the same assistant conversation, whose place this one takes. */
  replacesId: id.nullish(),
  model,
};

export const runCommands = {
  'conversation.assistant': {
    /** `clientId` makes a repeated creation one conversation. */
    input: z.object({ clientId }),
    output: z.object({ conversationId: id, created: z.boolean() }),
  },
  'assistant.options': {
    input: z.object({}),
    output: z.object({
      /** The models to choose from, the usual one first; none where the knowledge base alone answers. */
      models: z.array(z.string()),
      /** Null where nothing limits it. */
      allowance: allowance.nullable(),
      /** Null where answers cannot be read aloud. */
      speech: speechSetting.nullable(),
      /** `POST /api/assistant/transcriptions` writes down what is said. */
      dictation: z.boolean(),
    }),
  },
  'run.list': {
    /** The open runs, in the order in which they run, with their text so far. */
    input: z.object({ conversationId: id }),
    output: z.object({ runs: z.array(run) }),
  },
  'run.stop': { input: z.object({ runId: id }), output: z.object({}) },
  'run.regenerate': {
    input: z.object({ promptId: id, model, clientId }),
    output: z.object({ run }),
  },
  'run.continue': {
    /** `messageId` is an answer that was stopped, interrupted, or broke off. */
    input: z.object({ messageId: id, clientId }),
    output: z.object({ run }),
  },
  'answer.speak': {
    input: z.object({ messageId: id }),
    output: z.object({
      /** The path of the file on this server. */
      audioUrl: z.string(),
      /** The answer is long: only its beginning is spoken. */
      cut: z.boolean(),
    }),
  },
  'speech.always': { input: speechSetting, output: z.object({}) },
  'answer.rate': {
    /** Null takes the rating back. */
    input: z.object({
      messageId: id,
      rating: z.enum(['up', 'down']).nullable(),
      reason: plainText(limits.ratingReason).nullish(),
    }),
    output: z.object({}),
  },
  'answer.ratings': {
    /** One's own in a conversation. */
    input: z.object({ conversationId: id }),
    output: z.object({ ratings: z.array(rating) }),
  },
} as const;

export const runEvents = {
  /** A run was queued, has begun, goes on with another provider (its text begins anew), or has ended. */
  run,
  'run.text': runText,
} as const;

/** The client id of the one message that a run ends in. */
export const answerClientId = (runId: number): string => `run:${runId}`;

/**
 * A text with one more piece of it; the same text where the piece is known already; undefined where something between
 * them is missing: ask `run.list` again.
 */
export function appendText(content: string, { offset, text }: Pick<RunText, 'offset' | 'text'>) {
  if (offset > content.length) return undefined;
  return offset + text.length <= content.length ? content : content.slice(0, offset) + text;
}
