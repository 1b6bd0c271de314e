import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';
import { directPair, present } from '#server/testing/conversations.ts';

const scene = sharedAssistant();

const read = (token: string, page = 1) => scene.application.core.shares.read(token, page);

/** A conversation with one answered question, and its link. */
async function sharedChat() {
  const chat = await assistantChat(scene.application);
  const { user, client, conversationId, ask } = chat;
  await scene.application.pool.query(`update users set name = 'Ada Shown' where id = $1`, [user.id]);
  await client.ok('conversation.rename', { conversationId, title: 'Shown' });
  const prompt = await ask('First question');
  await answerTo(client, prompt);
  const { share } = await client.ok('share.make', { conversationId });
  return { ...chat, prompt, share };
}

const questions = async (token: string) =>
  (await read(token))?.exchanges.map(({ question, answer }) => [question, answer?.content]);

it('shows who has the link what there was, and nothing of what came after', async () => {
  const { user, client, conversationId, ask, prompt, share } = await sharedChat();
  expect(share.token).toMatch(/^[\w-]{43}$/);
  const before = await read(share.token);
  expect(before).toMatchObject({ title: 'Shown', ownerName: 'Ada Shown', page: 1, pages: 1 });
  expect(await questions(share.token)).toEqual([['First question', 'First question']]);

  const canary = `canary-${randomUUID()}`;
  await client.ok('run.regenerate', { promptId: prompt, clientId: randomUUID(), model: 'other-model' });
  await answerTo(client, prompt, 1);
  await answerTo(client, await ask(canary));
  await answerTo(client, await ask(`Instead: ${canary}`, { replacesId: prompt }));
  await client.ok('conversation.rename', { conversationId, title: canary });
  expect(await read(share.token)).toEqual(before);
  // Nothing that says more of its owner, or of where the conversation is.
  const told = JSON.stringify(before);
  for (const secret of [user.account.email, user.account.username]) expect(told).not.toContain(secret);
  expect(Object.keys(before ?? {}).toSorted()).toEqual([
    'exchanges',
    'ownerName',
    'page',
    'pages',
    'sharedAt',
    'title',
  ]);

  const again = await client.ok('share.make', { conversationId });
  expect(again.share.token).toBe(share.token);
  expect(again.share.seq).toBeGreaterThan(share.seq);
  expect(await read(share.token)).toMatchObject({ title: canary });
  expect(await questions(share.token)).toEqual([[`Instead: ${canary}`, `Instead: ${canary}`]]);
});

it('shows nothing of a question that was edited or deleted since', async () => {
  const { client, conversationId, ask, prompt, share } = await sharedChat();
  const second = await ask('Second question');
  await answerTo(client, second);
  await client.ok('share.make', { conversationId });
  expect(await questions(share.token)).toHaveLength(2);
  await client.ok('message.edit', { messageId: prompt, content: 'A secret' });
  expect(await questions(share.token)).toEqual([['Second question', 'Second question']]);
  await client.ok('message.delete', { messageId: second });
  expect(await questions(share.token)).toEqual([]);
  await client.ok('share.make', { conversationId });
  expect(await questions(share.token)).toEqual([['A secret', 'First question']]);
});

it('leads nowhere once it was ended, and a new link is another', async () => {
  const { client, conversationId, share } = await sharedChat();
  expect(await client.ok('share.get', { conversationId })).toEqual({ share });
  await client.ok('share.end', { conversationId });
  await client.ok('share.end', { conversationId });
  expect(await read(share.token)).toBeUndefined();
  expect(await client.ok('share.get', { conversationId })).toEqual({ share: null });
  const { share: next } = await client.ok('share.make', { conversationId });
  expect(next.token).not.toBe(share.token);
  expect(await read(share.token)).toBeUndefined();
  for (const none of ['', 'x', 'x'.repeat(43), "' or true --"]) expect(await read(none)).toBeUndefined();
  for (const page of [2, 99]) expect(await read(next.token, page)).toBeUndefined();
});

it('ends with the conversation, and while its owner is disabled', async () => {
  const { application } = scene;
  const { client, conversationId, share } = await sharedChat();
  const admin = await application.user('boss', 'ADMIN');
  await client.ok('conversation.leave', { conversationId });
  expect(await read(share.token)).toBeUndefined();
  for (const command of ['share.get', 'share.make', 'share.end'] as const)
    expect((await client.refused(command, { conversationId })).code).toBe('conversation_not_found');

  const other = await sharedChat();
  const { identity } = application.core;
  const session = { id: admin.sessionId, account: admin.account, expiresAt: Infinity };
  await identity.setDisabled(session, other.user.id, true);
  expect(await read(other.share.token)).toBeUndefined();
  await identity.setDisabled(session, other.user.id, false);
  expect(await read(other.share.token)).toBeDefined();
});

it('is made by the owner of a conversation with the assistant alone', async () => {
  const { application } = scene;
  const { conversationId, share } = await sharedChat();
  const eve = await present(application, 'eve');
  const admin = await application.connect(await application.user('boss', 'ADMIN'));
  const pair = await directPair(application);
  const asked = [
    [eve.client, conversationId],
    [eve.client, 999_999],
    [admin, conversationId],
    // A conversation of people is not the assistant's.
    [pair.ada, pair.conversationId],
  ] as const;
  for (const [client, id] of asked)
    for (const command of ['share.get', 'share.make', 'share.end'] as const)
      expect((await client.refused(command, { conversationId: id })).code).toBe('conversation_not_found');
  expect(await read(share.token)).toBeDefined();
});

it('of a long conversation is read page by page', async () => {
  const { application } = scene;
  const { user, client, conversationId } = await assistantChat(application);
  await application.pool.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content)
     select $1, n, n, $2, 'c' || n, 'text', 'Question ' || n from generate_series(1, 120) n`,
    [conversationId, user.id],
  );
  await application.pool.query('update conversations set last_seq = 120, version = 120 where id = $1', [
    conversationId,
  ]);
  const { share } = await client.ok('share.make', { conversationId });
  const [first, last] = [await read(share.token), await read(share.token, 3)];
  expect(first).toMatchObject({ page: 1, pages: 3, exchanges: { length: 50 } });
  expect(first?.exchanges[0]?.question).toBe('Question 1');
  expect(last?.exchanges.map(({ question }) => question).at(-1)).toBe('Question 120');
});
