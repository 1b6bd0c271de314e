import { ChatError } from '#server/protocol/errors.ts';
import { ProviderError } from './provider.ts';
import type { Transcribe } from './voice.ts';

/** The provider's transcriptions, whose failures are told and logged as everybody's. */
export function createListener(
  transcribe: Transcribe | undefined,
  providerFailed: (provider: string, error: ProviderError) => void,
): Transcribe | undefined {
  return (
    transcribe &&
    (async (recording) => {
      try {
        return await transcribe(recording);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        providerFailed('transcription', error);
        throw new ChatError('transcription_failed');
      }
    })
  );
}
