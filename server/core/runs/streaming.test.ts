import { expect, it } from 'vitest';
import {
  sharedAssistant,
  answersIn,
  answerTo,
  assistantChat,
  heardText,
  heardWords,
  runIn,
} from '#server/testing/assistant.ts';
import { directPair } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';

const scene = sharedAssistant();

it('streams to every socket of the conversation, and ends in one message, the same everywhere', async () => {
  const { application, model } = scene;
  const { user, client, conversationId, ask } = await assistantChat(application);
  const second = await application.connect(user);
  const feed = openRaw(application.address, '/ws/feed');
  await feed.send({ type: 'auth', token: user.token });
  await feed.frame(0);
  const assistant = openRaw(application.address, `/?token=${user.token}`);
  await assistant.send({
    event: 'chat_message',
    data: { userId: user.id, prompt: 'Hello', sessionId: conversationId },
  });
  await assistant.frame(0);

  const promptId = await ask('Tell me, !words 300');
  const answer = await answerTo(client, promptId);
  const words = Array.from({ length: 300 }, (_, place) => `word${place + 1} `).join('');
  expect(answer).toMatchObject({
    content: words,
    clientId: `run:${(await runIn(client, promptId, 'COMPLETED')).id}`,
    answer: { promptId, status: 'COMPLETED', provider: 'openai', model: 'fake-model', fallbackUsed: false },
  });
  for (const one of [client, second]) {
    const run = await runIn(one, promptId, 'COMPLETED');
    expect(heardText(one, run.id)).toBe(words);
    expect(run).toMatchObject({ messageId: answer.id, content: '' });
    // Told together, not word by word.
    expect(one.all('run.text').filter(({ runId }) => runId === run.id).length).toBeLessThan(150);
    expect((await answerTo(one, promptId)).content).toBe(words);
  }
  expect(await assistant.frame(1)).toEqual({
    event: 'chat_response',
    success: true,
    message: { content: ['Succesful response'], displayable: false },
    data: { sessionId: conversationId, content: words },
  });
  const pushed = (await feed.next(
    ({ payload }) => (payload as { content?: string } | undefined)?.content === words,
  )) as { payload: object };
  expect(pushed.payload).toMatchObject({
    id: String(answer.id),
    role: 'assistant',
    precis: answer.answer.precis,
    fallbackUsed: false,
    status: 'COMPLETED',
  });
  expect(answersIn(client).filter(({ answer: { promptId: id } }) => id === promptId)).toHaveLength(1);
  expect(model.questions().at(-1)?.state).toBe('answered');
  expect(application.faults).toEqual([]);
});

it('tells who comes in the middle what there is so far, and the rest', async () => {
  const { application, model } = scene;
  const { user, client, conversationId, ask } = await assistantChat(application);
  const promptId = await ask('!wait');
  const { id } = await runIn(client, promptId, 'RUNNING');
  await heardWords(client, id, 'The answer begins');
  const late = await application.connect(user);
  const { runs } = await late.ok('run.list', { conversationId });
  expect(runs).toMatchObject([
    {
      id,
      promptId,
      state: 'RUNNING',
      content: 'The answer begins',
      provider: 'openai',
      model: 'fake-model',
    },
  ]);
  model.resume();
  const { content } = await answerTo(late, promptId);
  expect(content).toBe('The answer begins and ends.');
  expect(late.all('run.text')).toEqual([
    { conversationId, runId: id, offset: 'The answer begins'.length, text: ' and ends.' },
  ]);
});

it('lets the prompts of a conversation wait for each other, and says so', async () => {
  const { application, model } = scene;
  const { client, conversationId, ask } = await assistantChat(application);
  const prompts = [await ask('!wait'), await ask('Second'), await ask('Third')];
  await runIn(client, prompts[0] ?? 0, 'RUNNING');
  await model.hangs();
  const { runs } = await client.ok('run.list', { conversationId });
  expect(runs.map(({ promptId, state }) => [promptId, state])).toEqual([
    [prompts[0], 'RUNNING'],
    [prompts[1], 'QUEUED'],
    [prompts[2], 'QUEUED'],
  ]);
  // Another conversation does not wait.
  const other = await assistantChat(application, 'grace');
  expect((await answerTo(other.client, await other.ask('Quick'))).content).toBe('Quick');
  model.resume();
  await answerTo(client, prompts[2] ?? 0);
  expect(answersIn(client).map(({ answer }) => answer.promptId)).toEqual(prompts);
});

it('answers with the model that was chosen, and with none that there is not', async () => {
  const { application, model } = scene;
  const { client, ask, conversationId } = await assistantChat(application);
  expect(await client.ok('assistant.options', {})).toEqual({
    models: ['fake-model', 'other-model'],
    allowance: null,
    speech: null,
    dictation: false,
  });
  const { answer } = await answerTo(client, await ask('Hello', { model: 'other-model' }));
  expect(answer.model).toBe('other-model');
  expect(model.questions().at(-1)?.request.model).toBe('other-model');
  const input = { conversationId, content: 'Hello', clientId: 'x', model: 'a third model' };
  expect((await client.refused('message.send', input)).code).toBe('model_not_found');
});

it('answers those who name it among people, of whom nobody else is asked', async () => {
  const { application } = scene;
  const { ada, grace, conversationId } = await directPair(application);
  await ada.ok('message.send', { conversationId, content: 'mail me@assistant.com', clientId: '1' });
  const asked = await grace.ok('message.send', {
    conversationId,
    content: 'What is that, @assistant?',
    clientId: '2',
  });
  const answer = await answerTo(ada, asked.id);
  expect(answer.content).toMatch(/: What is that, @assistant\?$/);
  expect(answersIn(ada)).toHaveLength(1);
});
