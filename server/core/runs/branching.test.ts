import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';
import { directPair, group, present, send } from '#server/testing/conversations.ts';
import { until } from '#server/testing/until.ts';

const scene = sharedAssistant();

/** What the model was told besides the introduction, by an answer to `!echo`. */
const told = (content: string) =>
  (JSON.parse(content) as { role: string; content: string }[])
    .filter(({ role }) => role !== 'system')
    .map((message) => message.content);

describe('the context of an answer', () => {
  it('is the turns before it, each with its latest completed answer', async () => {
    const { client, ask } = await assistantChat(scene.application);
    const first = await ask('First');
    await answerTo(client, first);
    await client.ok('run.regenerate', { promptId: first, clientId: randomUUID(), model: 'other-model' });
    const again = await answerTo(client, first, 1);
    expect(again.answer).toMatchObject({ promptId: first, model: 'other-model' });
    const failed = await ask('Broken !filter');
    expect((await answerTo(client, failed)).answer.status).toBe('FAILED');
    const echo = await answerTo(client, await ask('!echo'));
    expect(told(echo.content)).toEqual(['First', 'First', 'Broken !filter', '!echo']);
  });

  it('of an edited prompt is what came before the one that it replaces', async () => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    await answerTo(client, await ask('First'));
    const second = await ask('Second');
    await answerTo(client, second);
    const edited = await ask('Edited !echo', { replacesId: second });
    expect(told((await answerTo(client, edited)).content)).toEqual(['First', 'First', 'Edited !echo']);
    const { messages } = await client.ok('conversation.history', { conversationId });
    expect(messages.find(({ id }) => id === edited)?.replacesId).toBe(second);
    const after = told((await answerTo(client, await ask('!echo'))).content);
    expect(after.slice(0, 3)).toEqual(['First', 'First', 'Edited !echo']);
    expect(after.at(-1)).toBe('!echo');
    expect(after).not.toContain('Second');
  });

  it('knows nothing of what was deleted', async () => {
    const { client, ask } = await assistantChat(scene.application);
    const secret = await ask('A secret word');
    const answer = await answerTo(client, secret);
    await client.ok('message.delete', { messageId: secret });
    // The answer is the assistant's; what was said to a deleted prompt goes with it.
    expect((await client.refused('message.delete', { messageId: answer.id })).code).toBe('forbidden');
    const echo = await answerTo(client, await ask('!echo'));
    expect(told(echo.content)).toEqual(['!echo']);
  });

  it('among people is the last messages of that conversation, and of no other', async () => {
    const { application } = scene;
    const canary = `canary-${randomUUID()}`;
    const { ada, grace, users, conversationId } = await directPair(application);
    const alan = await present(application, 'alan');
    const elsewhere = await group({ user: users.ada, client: ada }, alan);
    await send(ada, elsewhere, `In another group: ${canary}`);
    const { conversationId: mine } = await ada.ok('conversation.assistant', { clientId: randomUUID() });
    const own = await send(ada, mine, `To the assistant alone: ${canary}`);
    await answerTo(ada, own.id);
    await send(grace, conversationId, 'Hello Ada');
    const asked = await send(ada, conversationId, '@assistant !echo');
    const { content } = await answerTo(grace, asked.id);
    expect(content).not.toContain(canary);
    expect(told(content)).toEqual([
      `${users.grace.account.name}: Hello Ada`,
      `${users.ada.account.name}: @assistant !echo`,
    ]);
    // Nor does a new session know of an old one.
    const fresh = await assistantChat(application, 'eve');
    const { conversationId: second } = await ada.ok('conversation.assistant', { clientId: randomUUID() });
    const echo = await send(ada, second, '!echo');
    expect((await answerTo(ada, echo.id)).content).not.toContain(canary);
    expect((await answerTo(fresh.client, await fresh.ask('!echo'))).content).not.toContain(canary);
  });
});

describe('another answer', () => {
  it('is for whoever asked, and of prompts only', async () => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    const prompt = await ask('Mine');
    const answer = await answerTo(client, prompt);
    const eve = await assistantChat(scene.application, 'eve');
    const refusal = async (of: typeof client, promptId: number) =>
      (await of.refused('run.regenerate', { promptId, clientId: randomUUID() })).code;
    expect(await refusal(eve.client, prompt)).toBe('message_not_found');
    expect(await refusal(client, answer.id)).toBe('message_not_found');
    for (const replacesId of [answer.id, 999_999])
      expect(
        await client.refused('message.send', {
          conversationId,
          content: 'x',
          clientId: randomUUID(),
          replacesId,
        }),
      ).toMatchObject({ code: 'message_not_found' });
    expect(
      await eve.client.refused('message.send', {
        conversationId: eve.conversationId,
        content: 'x',
        clientId: randomUUID(),
        replacesId: prompt,
      }),
    ).toMatchObject({ code: 'message_not_found' });
  });

  it('is judged by each of its readers', async () => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    const answer = await answerTo(client, await ask('Good?'));
    const rate = (rating: 'up' | 'down' | null, reason?: string) =>
      client.ok('answer.rate', { messageId: answer.id, rating, reason });
    const ratings = async () => (await client.ok('answer.ratings', { conversationId })).ratings;
    await rate('up');
    expect(await ratings()).toEqual([{ messageId: answer.id, rating: 'up', reason: null }]);
    await rate('down', 'It is wrong');
    expect(await ratings()).toEqual([{ messageId: answer.id, rating: 'down', reason: 'It is wrong' }]);
    await rate(null);
    expect(await ratings()).toEqual([]);
    const eve = await assistantChat(scene.application, 'eve');
    expect(await eve.client.refused('answer.rate', { messageId: answer.id, rating: 'up' })).toMatchObject({
      code: 'message_not_found',
    });
    expect(await eve.client.refused('answer.ratings', { conversationId })).toMatchObject({
      code: 'conversation_not_found',
    });
    expect(await eve.client.refused('run.list', { conversationId })).toMatchObject({
      code: 'conversation_not_found',
    });
  });
});

/** The summary of a conversation, once there is one. */
const summaryOf = (conversationId: number) =>
  until(async () => {
    const { rows } = await scene.application.pool.query<{ summary: string | null }>(
      'select summary from conversations where id = $1',
      [conversationId],
    );
    return rows[0]?.summary ?? undefined;
  }, 'a summary');

describe('the title of a conversation', () => {
  const titleOf = (
    client: Awaited<ReturnType<typeof assistantChat>>['client'],
    conversationId: number,
    title: string,
  ) =>
    client.next(
      'changes',
      (delta) => delta.conversationId === conversationId && delta.conversation?.title === title,
    );

  it('is its first question, then what the model calls it; a summary is kept', async () => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    await answerTo(client, await ask('How do I send **files**? And where?'));
    await titleOf(client, conversationId, 'How do I send files?');
    await titleOf(client, conversationId, 'A fake title');
    expect(await summaryOf(conversationId)).toBe('A fake summary.');
  });

  it('that a person gave stays', async () => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    await client.ok('conversation.rename', { conversationId, title: 'Mine' });
    const requests = scene.model.seen.length;
    await answerTo(client, await ask('How do I send files?'));
    await scene.model.when(() => (scene.model.seen.length >= requests + 2 ? true : undefined));
    await summaryOf(conversationId);
    const { summary } = await client.ok('conversation.open', { conversationId });
    expect(summary.title).toBe('Mine');
  });
});
