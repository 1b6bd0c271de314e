import type { ErrorCode } from '#server/protocol/errors.ts';
import { startTime } from './deadlines.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';
import { createClient, type Endpoint, statusOf } from './openai-client.ts';
import { ProviderError } from './provider.ts';

/** Bytes of a spoken text: the longest there may be, at the best quality, is a third of it. */
const MOST_AUDIO = 16 * 1024 * 1024;
/** Bytes of what was heard in a recording. */
const MOST_TEXT = 256 * 1024;

/** In milliseconds. */
export interface VoiceDeadlines {
  /** For a text that is spoken on demand. */
  speech: number;
  /** How long an answer waits for its speech where that is made always. */
  patience: number;
  /** For a recording. */
  transcription: number;
}

export const usualVoiceDeadlines: VoiceDeadlines = {
  speech: 60_000,
  patience: 10_000,
  transcription: 30_000,
};

export interface VoiceSettings {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_SPEECH_MODEL?: string | undefined;
  OPENAI_SPEECH_VOICE?: string | undefined;
  OPENAI_TRANSCRIPTION_MODEL?: string | undefined;
}

/** Speaks a text as an MP3. Throws a ProviderError; aborted, it lets go of the provider at once. */
export type Speak = (text: string, signal: AbortSignal) => Promise<Uint8Array>;

/** Writes down what is said in a recording. Throws a ProviderError. */
export type Transcribe = (recording: File) => Promise<string>;

interface Attempt {
  endpoint: Endpoint;
  milliseconds: number;
  /** Bytes of the response. */
  most: number;
  failure: ErrorCode;
}

type Client = ReturnType<typeof createClient>;

/** One request, with its limits of time and size; whatever goes wrong is `failure`. */
async function request<T>(
  { endpoint, milliseconds, most, failure }: Attempt,
  caller: AbortSignal,
  ask: (client: Client, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // It comes in one piece, and audio has no lines.
  const guarded: GuardedFetch = createGuardedFetch({ most, inLine: most });
  const time = startTime({ first: milliseconds, idle: milliseconds, whole: milliseconds }, caller);
  try {
    return await ask(createClient(endpoint, guarded, milliseconds), time.signal);
  } catch (error) {
    throw new ProviderError(failure, { status: statusOf(error), cause: error });
  } finally {
    time.end();
  }
}

const endpointOf = ({ OPENAI_API_KEY, OPENAI_BASE_URL }: VoiceSettings): Endpoint => ({
  apiKey: OPENAI_API_KEY,
  baseUrl: OPENAI_BASE_URL,
});

/** Who speaks; undefined where no model is set for it. */
export function speakerOf(settings: VoiceSettings, deadlines: VoiceDeadlines): Speak | undefined {
  const { OPENAI_SPEECH_MODEL: model, OPENAI_SPEECH_VOICE: voice = 'alloy' } = settings;
  if (!model) return undefined;
  const attempt: Attempt = {
    endpoint: endpointOf(settings),
    milliseconds: deadlines.speech,
    most: MOST_AUDIO,
    failure: 'speech_failed',
  };
  return (input, caller) =>
    request(attempt, caller, async ({ audio }, signal) => {
      const response = await audio.speech.create({ model, voice, input, response_format: 'mp3' }, { signal });
      return new Uint8Array(await response.arrayBuffer());
    });
}

/** Who listens; undefined where no model is set for it. */
export function transcriberOf(settings: VoiceSettings, deadlines: VoiceDeadlines): Transcribe | undefined {
  const { OPENAI_TRANSCRIPTION_MODEL: model } = settings;
  if (!model) return undefined;
  const attempt: Attempt = {
    endpoint: endpointOf(settings),
    milliseconds: deadlines.transcription,
    most: MOST_TEXT,
    failure: 'transcription_failed',
  };
  return (file) =>
    request(attempt, new AbortController().signal, async ({ audio }, signal) => {
      const { text }: { text: unknown } = await audio.transcriptions.create({ model, file }, { signal });
      if (typeof text !== 'string') throw new TypeError('There is no text in the answer');
      return text;
    });
}
