import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';
import { directPair } from '#server/testing/conversations.ts';
import { callRoute, readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { GET as markdown } from './sessions/[id]/markdown/route.ts';

const scene = sharedAssistant();

/** The file, as Next would answer it. */
async function download(token: string, id: number) {
  const request = new Request('http://localhost/api', { headers: { authorization: `Bearer ${token}` } });
  return readAnswer(markdown, await markdown(request, { params: Promise.resolve({ id: String(id) }) }));
}

it('is the newest branch with the newest answers, without what was deleted', async () => {
  serveRoutes(scene.application);
  const { user, client, conversationId, ask } = await assistantChat(scene.application);
  const first = await ask('First question');
  await answerTo(client, first);
  await client.ok('run.regenerate', { promptId: first, clientId: randomUUID(), model: 'other-model' });
  await answerTo(client, first, 1);
  const left = await ask('On another branch');
  await answerTo(client, left);
  await answerTo(client, await ask('On the newest branch', { replacesId: left }));
  const secret = await ask('A secret');
  await answerTo(client, secret);
  await client.ok('message.delete', { messageId: secret });
  await client.ok('conversation.rename', { conversationId, title: 'Über “chats”/files' });

  const { status, headers, text } = await download(user.token, conversationId);
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="[^"/]*\.md"; filename\*=UTF-8''/,
  );
  expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('Über “chats” files.md');
  expect(text).toMatch(/^# Über “chats”\/files\n\n\d{4}-\d\d-\d\d \d\d:\d\d UTC\n/);
  expect(text.match(/^> .*$/gm)).toEqual(['> First question', '> On the newest branch']);
  expect(text.match(/^## Answer$/gm)).toHaveLength(2);
  expect(text).not.toContain('secret');
});

it('of a conversation of more than one page has every turn, in order', async () => {
  serveRoutes(scene.application);
  const { user, conversationId } = await assistantChat(scene.application);
  await scene.application.pool.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content)
     select $1, n, n, $2, 'c' || n, 'text', 'Question ' || n from generate_series(1, 230) n`,
    [conversationId, user.id],
  );
  await scene.application.pool.query('update conversations set last_seq = 230, version = 230 where id = $1', [
    conversationId,
  ]);
  const { text } = await download(user.token, conversationId);
  expect(text.match(/^> .*$/gm)).toEqual(
    Array.from({ length: 230 }, (_, index) => `> Question ${index + 1}`),
  );
});

it('is for its owner alone: for others, and once it is deleted, it is missing', async () => {
  serveRoutes(scene.application);
  const { user, client, conversationId, ask } = await assistantChat(scene.application);
  await answerTo(client, await ask('Mine'));
  const asking = (token: string, id: string | number) =>
    callRoute(markdown, { token, params: { id: String(id) } });
  const stranger = await scene.application.user('stranger');
  const missing = await asking(user.token, 999_999);
  expect(missing).toMatchObject({ status: 404, body: { error: { code: 'conversation_not_found' } } });
  const { body } = missing;
  for (const token of [stranger.token, (await scene.application.user('boss', 'ADMIN')).token])
    expect(await asking(token, conversationId)).toMatchObject({ status: 404, body });
  expect(await callRoute(markdown, { params: { id: String(conversationId) } })).toMatchObject({
    status: 401,
  });
  // Nor is a conversation of another kind one of these.
  const pair = await directPair(scene.application);
  expect(await asking(pair.users.ada.token, pair.conversationId)).toMatchObject({ status: 404, body });

  await client.ok('conversation.leave', { conversationId });
  expect(await asking(user.token, conversationId)).toMatchObject({ status: 404, body });
});
