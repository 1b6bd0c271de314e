import { running } from '#server/registry.ts';
import { answer, conversationIn, route } from '#app/api/endpoint.ts';

/** Stops an answer (protocols, finer decision 20). */
export const POST = route('POST /api/assistant/sessions/[id]/stop', async ({ session, params }) => {
  const sessionId = await conversationIn(session, params);
  const stopped = await running().core.runs.stopIn(session, sessionId);
  return answer({ sessionId, stopped });
});
