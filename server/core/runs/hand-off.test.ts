import { expect, it } from 'vitest';
import { answersIn, answerTo, assistantChat, runIn, sharedAssistant } from '#server/testing/assistant.ts';
import { present } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { sessionOf } from '#server/testing/support.ts';

const scene = sharedAssistant();

/** A conversation with one answered question. */
async function answeredChat() {
  const chat = await assistantChat(scene.application);
  await answerTo(chat.client, await chat.ask('How do I leave?'));
  return chat;
}

/** The kinds of the messages that are stored, in their order. */
async function kindsIn(conversationId: number): Promise<string[]> {
  const { rows } = await scene.application.pool.query<{ kind: string }>(
    'select kind from messages where conversation_id = $1 order by seq',
    [conversationId],
  );
  return rows.map(({ kind }) => kind);
}
const linesOf = async (conversationId: number) =>
  (await kindsIn(conversationId)).filter((kind) => kind === 'system');

/** What the file of a message says, as that user gets it. */
async function fileOf(userId: string, user: Parameters<typeof sessionOf>[0]): Promise<string> {
  const response = await scene.application.files.send(
    sessionOf(user),
    new Request('http://localhost/api/files/x'),
    userId,
  );
  return response.text();
}

it('opens a support chat with what was said, and says so once', async () => {
  const { user, client, conversationId } = await answeredChat();
  const admin = await present(scene.application, 'admin', 'ADMIN');
  const [first, second] = await Promise.all([
    client.ok('assistant.handOff', { conversationId }),
    client.ok('assistant.handOff', { conversationId }),
  ]);
  expect(second.conversationId).toBe(first.conversationId);
  expect([first.created, second.created].filter(Boolean)).toHaveLength(1);

  const { summary } = await admin.client.ok('conversation.open', { conversationId: first.conversationId });
  expect(summary).toMatchObject({ kind: 'support', support: { status: 'PENDING', clientId: user.id } });
  const { messages } = await admin.client.ok('conversation.history', {
    conversationId: first.conversationId,
  });
  expect(messages.map(({ senderId, kind }) => [senderId, kind])).toEqual([
    [user.id, 'text'],
    [user.id, 'file'],
  ]);
  const transcript = await fileOf(messages[1]?.file?.id ?? '', admin.user);
  expect(transcript.match(/How do I leave\?/g)?.length).toBeGreaterThanOrEqual(2);

  await client.next('changes', ({ conversation }) => conversation?.handedTo === first.conversationId);
  expect(await linesOf(conversationId)).toHaveLength(1);
  expect(await client.ok('assistant.handOff', { conversationId })).toEqual({
    conversationId: first.conversationId,
    created: false,
  });
  expect(await linesOf(conversationId)).toHaveLength(1);
  expect(await kindsIn(first.conversationId)).toEqual(['text', 'file']);
});

it('silences the assistant, but for what names it, until it is asked back', async () => {
  const { client, conversationId, ask } = await answeredChat();
  await client.ok('assistant.handOff', { conversationId });
  const silent = await ask('Is anybody there?');
  // What comes after it is answered: had it been a prompt, its answer would have come before.
  const named = await ask('@assistant, and you?');
  await answerTo(client, named);
  expect(answersIn(client).filter(({ answer }) => answer.promptId === silent)).toEqual([]);
  // The answer is told before its run is closed.
  await runIn(client, named, 'COMPLETED');
  expect(await client.ok('run.list', { conversationId })).toEqual({ runs: [] });

  await client.ok('assistant.askBack', { conversationId });
  await client.ok('assistant.askBack', { conversationId });
  const asked = await ask('And now?');
  expect((await answerTo(client, asked)).content).toBe('And now?');
  expect(await linesOf(conversationId)).toHaveLength(2);
});

it('answers who asks by the dialect of the assistant, which would wait for ever', async () => {
  const { user, client, conversationId } = await answeredChat();
  await client.ok('assistant.handOff', { conversationId });
  const raw = openRaw(scene.application.address, `/?token=${user.token}`);
  await raw.send({
    event: 'chat_message',
    data: { userId: user.id, prompt: 'Still there?', sessionId: conversationId },
  });
  expect(await raw.frame(0)).toMatchObject({ event: 'chat_response', data: { content: 'Still there?' } });
  raw.close();
});

it('goes on in the chat that is open, and opens another after that was closed', async () => {
  const { client, conversationId, ask } = await answeredChat();
  const admin = await present(scene.application, 'admin', 'ADMIN');
  const { conversationId: chatId } = await client.ok('assistant.handOff', { conversationId });
  await client.ok('assistant.askBack', { conversationId });
  await answerTo(client, await ask('One more question'));
  expect(await client.ok('assistant.handOff', { conversationId })).toEqual({
    conversationId: chatId,
    created: false,
  });
  // With what was said since.
  expect(await kindsIn(chatId)).toEqual(['text', 'file', 'file']);

  await admin.client.ok('support.close', { conversationId: chatId });
  const again = await client.ok('assistant.handOff', { conversationId });
  expect(again.created).toBe(true);
  expect(again.conversationId).not.toBe(chatId);
});

it('is for who owns the conversation', async () => {
  const { conversationId } = await answeredChat();
  const grace = await present(scene.application, 'grace');
  for (const name of ['assistant.handOff', 'assistant.askBack'] as const)
    expect((await grace.client.refused(name, { conversationId })).code).toBe('conversation_not_found');
});
