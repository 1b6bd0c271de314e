import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Writes down what is said in a recording; nothing of it is kept. */
export const POST = route('POST /api/assistant/transcriptions', async ({ request, session }) => {
  const { core, files } = running();
  const text = await core.dictation.transcribe(session, () => files.receiveRecording(session, request));
  return answer({ text });
});
