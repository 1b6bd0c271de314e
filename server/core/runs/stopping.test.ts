import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerTo, assistantChat, heardWords, runIn, sharedAssistant } from '#server/testing/assistant.ts';

const scene = sharedAssistant();

/** A conversation whose answer has begun and does not go on. */
async function inTheMiddle() {
  const chat = await assistantChat(scene.application);
  const promptId = await chat.ask(`!wait ${randomUUID()}`);
  const run = await runIn(chat.client, promptId, 'RUNNING');
  await heardWords(chat.client, run.id, 'The answer begins');
  return { ...chat, promptId, runId: run.id };
}

describe('stopping an answer', () => {
  it('lets go of the provider, keeps what there is, and begins what is queued', async () => {
    const { client, ask, promptId, runId } = await inTheMiddle();
    const next = await ask('And then?');
    const question = scene.model.questions().at(-1);
    await client.ok('run.stop', { runId });
    // It hung: nothing but the stop can have ended it.
    await scene.model.when(() => (question?.state === 'aborted' ? true : undefined));
    expect(await answerTo(client, promptId)).toMatchObject({
      content: 'The answer begins',
      answer: { status: 'STOPPED', error: null, provider: 'openai' },
    });
    await runIn(client, promptId, 'STOPPED');
    expect((await answerTo(client, next)).content).toBe('And then?');
    // It has ended: nothing more is to be stopped.
    await client.ok('run.stop', { runId });
    expect(scene.application.faults).toEqual([]);
  });

  it('works for one that is queued, which never asks anybody', async () => {
    const { client, ask } = await inTheMiddle();
    const before = scene.model.questions().length;
    const queued = await ask('Never mind');
    const { id } = await runIn(client, queued, 'QUEUED');
    await client.ok('run.stop', { runId: id });
    expect(await answerTo(client, queued)).toMatchObject({ content: '', answer: { status: 'STOPPED' } });
    scene.model.resume();
    expect((await answerTo(client, await ask('Go on'))).content).toBe('Go on');
    expect(scene.model.questions().length).toBe(before + 1);
  });

  it('is not for others', async () => {
    const { runId } = await inTheMiddle();
    const { client } = await assistantChat(scene.application, 'grace');
    expect((await client.refused('run.stop', { runId })).code).toBe('run_not_found');
    scene.model.resume();
  });

  it('happens when its prompt is deleted', async () => {
    const { client, promptId } = await inTheMiddle();
    await client.ok('message.delete', { messageId: promptId });
    expect((await answerTo(client, promptId)).answer.status).toBe('STOPPED');
  });
});

describe('going on', () => {
  it('with a partial answer gives one more, which begins with it', async () => {
    const { client, promptId, runId } = await inTheMiddle();
    await client.ok('run.stop', { runId });
    const partial = await answerTo(client, promptId);
    const { run } = await client.ok('run.continue', { messageId: partial.id, clientId: 'go on' });
    expect(run).toMatchObject({ promptId, continuesId: partial.id, content: partial.content });
    const again = await client.ok('run.continue', { messageId: partial.id, clientId: 'go on' });
    expect(again.run.id).toBe(run.id);
    const whole = await answerTo(client, promptId, 1);
    expect(whole.content).toMatch(/^The answer begins.+/s);
    expect(whole.answer.status).toBe('COMPLETED');
    const { messages } = scene.model.questions().at(-1)?.request ?? { messages: [] };
    expect(messages.slice(-2)).toMatchObject([
      { role: 'assistant', content: partial.content },
      { role: 'user' },
    ]);
    const refusal = await client.refused('run.continue', { messageId: whole.id, clientId: 'further' });
    expect(refusal.code).toBe('answer_complete');
  });
});
