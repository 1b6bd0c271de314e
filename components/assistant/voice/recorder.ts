import { z } from 'zod';
import { restError } from '#server/protocol/errors.ts';
import { FILE_FIELD } from '#server/protocol/files.ts';
import { limits } from '#server/protocol/limits.ts';
import { type Listen, NotHeard, refusalOf } from './listening.ts';

const transcription = z.object({ text: z.string() });

/** What is recorded where the browser can: small, and good enough for words. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4'];
const BITS_PER_SECOND = 32_000;

async function transcribe(recording: Blob): Promise<string> {
  const form = new FormData();
  form.append(FILE_FIELD, recording, 'recording');
  let response: Response;
  try {
    response = await fetch('/api/assistant/transcriptions', { method: 'POST', body: form });
  } catch {
    throw new NotHeard('The server cannot be reached');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const { data } = transcription.safeParse(answer);
  if (response.ok && data) return data.text;
  throw new NotHeard(
    restError.safeParse(answer).data?.error.message ?? 'The recording could not be written down',
  );
}

const microphone = () =>
  navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    throw refusalOf(error instanceof DOMException ? error.name : '');
  });

/** Records, and has the server write down what was said. */
export const record: Listen = async (ended) => {
  const stream = await microphone();
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    ...(mimeType && { mimeType }),
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  const pieces: Blob[] = [];
  const stopped = Promise.withResolvers<void>();
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  recorder.addEventListener('stop', () => stopped.resolve());
  recorder.start();
  const longest = setTimeout(ended, limits.recordingSeconds * 1000);
  // The browser shows that it listens as long as a track is open.
  const stop = () => {
    clearTimeout(longest);
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    async finish() {
      stop();
      await stopped.promise;
      return transcribe(new Blob(pieces, { type: recorder.mimeType }));
    },
    cancel: stop,
  };
};
