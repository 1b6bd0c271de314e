import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';
import { directPair } from '#server/testing/conversations.ts';

const scene = sharedAssistant({ ASSISTANT_LIMIT: '3/1h' });

it('says how often one may still ask, then refuses, and stores nothing', async () => {
  const { client, conversationId, ask } = await assistantChat(scene.application);
  const allowance = async () => (await client.ok('assistant.options', {})).allowance;
  expect(await allowance()).toEqual({ count: 3, seconds: 3_600, remaining: 3, retryAfter: 0 });
  const first = { conversationId, content: 'One', clientId: 'one' };
  const prompt = await client.ok('message.send', first);
  await answerTo(client, prompt.id);
  // A repeat is no new question.
  await client.ok('message.send', first);
  expect(await allowance()).toMatchObject({ remaining: 2 });
  await answerTo(client, await ask('Two'));
  await client.ok('run.regenerate', { promptId: prompt.id, clientId: 'again' });
  await answerTo(client, prompt.id, 1);
  const spent = await allowance();
  expect(spent).toMatchObject({ remaining: 0 });
  expect(spent?.retryAfter).toBeGreaterThan(3_000);

  const messages = async () => (await scene.application.rowCounts()).messages;
  const before = await messages();
  const input = { conversationId, content: 'Four', clientId: 'four' };
  const error = await client.refused('message.send', input);
  expect(error).toMatchObject({ code: 'assistant_limited', retryable: true });
  expect(error.message).toMatch(/^You have asked the assistant too often, try again in \d+ s$/);
  expect(error.details?.retryAfter).toBeGreaterThan(3_000);
  expect((await client.refused('run.regenerate', { promptId: prompt.id, clientId: randomUUID() })).code).toBe(
    'assistant_limited',
  );
  expect(await messages()).toBe(before);
  expect((await client.ok('message.send', first)).id).toBe(prompt.id);
});

it('limits nobody else, and nothing else', async () => {
  const { ada, conversationId } = await directPair(scene.application);
  const say = (content: string) =>
    ada.command('message.send', { conversationId, content, clientId: randomUUID() });
  for (let time = 1; time <= 3; time++) expect(await say('Well, @assistant?')).toMatchObject({ ok: true });
  expect(await say('And now, @assistant?')).toMatchObject({ error: { code: 'assistant_limited' } });
  expect(await say('Never mind')).toMatchObject({ ok: true });
});
