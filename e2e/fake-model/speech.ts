import type { ServerResponse } from 'node:http';
import { type SpeechRequest, failure, silence } from './wire.ts';

/** Seconds that an answer takes to be listened to: longer than a test looks at it. */
const SECONDS = 60;

/**
 * Answers a request for speech with silence, unless its text says otherwise: `speech-short` (half a second), `speech-500`, `speech-hang` (until it is
 * resumed), `speech-empty`, `speech-text` (something else than audio), `speech-huge` (more than anybody can say).
 */
export function speak(
  { input }: SpeechRequest,
  response: ServerResponse,
  hold: (resume: () => void) => void,
): void {
  const [, how] = /\bspeech-([a-z\d]+)\b/.exec(input) ?? [];
  const say = (audio: Buffer) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg' });
    response.end(audio);
  };
  if (how === '500') {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify(failure('The server had an error', 'server_error')));
  } else if (how === 'hang') hold(() => say(silence(SECONDS)));
  else if (how === 'short') say(silence(0.5));
  else if (how === 'empty') say(Buffer.alloc(0));
  else if (how === 'text') say(Buffer.from('{"audio": null}'));
  else if (how === 'huge') say(silence(1_100));
  else say(silence(SECONDS));
}
