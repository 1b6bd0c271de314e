import type { Speaker } from '#server/core/runs/speech.ts';
import type { File } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { ProviderError } from './provider.ts';
import type { Speak } from './voice.ts';

interface SpeakerParts {
  /** Undefined where no model is set for it. */
  speak: Speak | undefined;
  /** Keeps the bytes as a file; undefined where they are no audio. */
  keep: (bytes: Uint8Array, name: string) => Promise<File | undefined>;
  patience: number;
  providerFailed: (provider: string, error: ProviderError) => void;
}

/** The provider's speech, as files. */
export function createSpeaker({ speak, keep, patience, providerFailed }: SpeakerParts): Speaker | undefined {
  if (!speak) return undefined;

  return {
    patience,
    async speak(text, signal) {
      try {
        const file = await keep(await speak(text, signal), 'answer.mp3');
        if (!file) throw new ProviderError('speech_failed');
        return file;
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (!signal.aborted) providerFailed('speech', error);
        throw new ChatError('speech_failed');
      }
    },
  };
}
