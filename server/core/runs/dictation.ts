import { type Limit, takeOne } from '#server/core/rate-limit.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';

/** What somebody has said, as a file that nobody keeps; its name ends as its kind wants. */
export type Recording = globalThis.File;

interface DictationParts {
  /** Writes down what is said, or rejects with transcription_failed; undefined where that is not set up. */
  transcribe: ((recording: Recording) => Promise<string>) | undefined;
  /** Of recordings of one user. */
  limit: Limit;
}

export type Dictation = ReturnType<typeof createDictation>;

/** What a field of text can hold of what was heard. */
const textOf = (heard: string): string =>
  [...heard.replaceAll(/[^\P{Cc}\n\t]/gu, '').toWellFormed()].slice(0, limits.text).join('').trim();

/** Questions that are spoken: they are written down for whoever asks, who sends them or does not. */
export function createDictation({ transcribe, limit }: DictationParts) {
  return {
    available: transcribe !== undefined,

    /**
     * The text of the recording that `take` brings, which is not asked for before it may be. Errors: transcription_off,
     * rate_limited, transcription_failed, those of `take`.
     */
    async transcribe({ account }: Session, take: () => Promise<Recording>): Promise<string> {
      if (!transcribe) throw new ChatError('transcription_off');
      const key = String(account.id);
      await takeOne(limit, key, 'recordings');
      const recording = await take().catch((error: unknown) => {
        // It was none.
        limit.giveBack(key);
        throw error;
      });
      return textOf(await transcribe(recording));
    },
  };
}
