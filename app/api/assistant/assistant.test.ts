import { expect, it } from 'vitest';
import { answerTo, assistantChat, heardWords, runIn, sharedAssistant } from '#server/testing/assistant.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { POST as stop } from './sessions/[id]/stop/route.ts';

const scene = sharedAssistant();

it('stops the answer of a session, for its owner only', async () => {
  const { application } = scene;
  serveRoutes(application);
  const { user, client, conversationId, ask } = await assistantChat(application);
  const promptId = await ask('!wait');
  const run = await runIn(client, promptId, 'RUNNING');
  await heardWords(client, run.id, 'The answer begins');
  const stopping = (token: string, id: string | number = conversationId) =>
    callRoute(stop, { token, method: 'POST', params: { id: String(id) } });

  const stranger = await application.user('stranger');
  const missing = { status: 404, body: { error: { code: 'conversation_not_found' } } };
  expect(await stopping(stranger.token)).toMatchObject(missing);
  expect(await stopping(user.token, 999_999)).toMatchObject(missing);

  expect(await stopping(user.token)).toMatchObject({
    status: 200,
    body: { sessionId: conversationId, stopped: true },
  });
  expect(await answerTo(client, promptId)).toMatchObject({
    content: 'The answer begins',
    answer: { status: 'STOPPED' },
  });
  await runIn(client, promptId, 'STOPPED');
  expect((await stopping(user.token)).body).toEqual({ sessionId: conversationId, stopped: false });
});
