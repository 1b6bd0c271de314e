import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { answerTo, assistantChat, heardWords, runIn, sharedAssistant } from '#server/testing/assistant.ts';
import { startApplication } from '#server/testing/application.ts';

// Long enough for whatever comes at once, also on a loaded machine.
const deadlines = { first: 1_500, idle: 1_500, whole: 6_000 };
const BEGINNING = 'The answer begins';

describe('a provider that fails', () => {
  const scene = sharedAssistant({}, deadlines);

  /** Asks, and then asks something good: neither the conversation nor the server may be stuck. */
  async function fail(prompt: string) {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    const promptId = await ask(prompt);
    if (prompt === '!reset') {
      await heardWords(client, (await runIn(client, promptId, 'RUNNING')).id, BEGINNING);
      scene.model.resume();
    }
    const answer = await answerTo(client, promptId);
    const ended = await client.next(
      'run',
      (run) => run.promptId === promptId && !['QUEUED', 'RUNNING'].includes(run.state),
    );
    expect(ended).toMatchObject({ state: answer.answer.status, messageId: answer.id, content: '' });
    const ends = client
      .all('run')
      .filter((run) => run.promptId === promptId && !['QUEUED', 'RUNNING'].includes(run.state));
    expect(ends).toHaveLength(1);
    const next = await ask('And now?');
    expect((await answerTo(client, next)).content).toBe('And now?');
    await runIn(client, next, 'COMPLETED');
    expect(await client.ok('run.list', { conversationId })).toEqual({ runs: [] });
    return answer;
  }

  it.each([
    ['401, a wrong key', '!401'],
    ['429, with a long Retry-After', '!429 600'],
    ['500', '!500'],
    ['silence before the headers', '!hang'],
    ['a byte now and then', '!drip 50'],
    ['nothing but the end', '!empty'],
  ])('before it has said anything (%s) is not the last that is asked', async (_name, prompt) => {
    const { content, answer } = await fail(prompt);
    expect(answer).toMatchObject({
      status: 'COMPLETED',
      provider: 'knowledge',
      fallbackUsed: true,
      error: null,
    });
    expect(content).toContain('cannot be reached');
  });

  it.each([
    ['silence in the middle', '!stall', 'assistant_timeout'],
    ['a reset connection', '!reset', 'answer_broken_off'],
    ['bad JSON', '!bad-json', 'answer_broken_off'],
    ['an end without a reason and without [DONE]', '!no-done', 'answer_broken_off'],
    ['a content filter', '!filter', 'answer_filtered'],
    ['a line without an end', '!huge-line 40', 'answer_too_long'],
  ])('in the middle (%s) leaves what it has said', async (_name, prompt, error) => {
    const { content, answer } = await fail(prompt);
    expect(answer).toMatchObject({ status: 'FAILED', error, provider: 'openai', fallbackUsed: false });
    expect(content).toBe(BEGINNING);
  });

  it('by saying more and more is cut off', async () => {
    const { content, answer } = await fail('!huge');
    expect(answer).toMatchObject({ status: 'FAILED', error: 'answer_too_long' });
    expect(content).toBe('x'.repeat(32_000));
    expect(
      scene.model.questions().find(({ request }) => JSON.stringify(request).includes('!huge'))?.state,
    ).toBe('aborted');
  });

  it('by cutting characters into pieces does no harm', async () => {
    const { content, answer } = await fail('!split');
    expect(answer.status).toBe('COMPLETED');
    expect(content).toBe('Grüße 👍 ¿qué? 你好');
  });

  it('by saying everything twice is heard once', async () => {
    const { content, answer } = await fail('!twice');
    expect(answer.status).toBe('COMPLETED');
    expect(content).toBe('Once and only once.');
  });

  it('is no fault of ours', () => expect(scene.application.faults).toEqual([]));
});

describe('a provider that asks to be asked again soon', () => {
  const scene = sharedAssistant({}, deadlines);

  it('is, once', async () => {
    const { client, ask } = await assistantChat(scene.application);
    await answerTo(client, await ask('!429 1'));
    expect(scene.model.questions()).toHaveLength(2);
  });
});

describe('a provider that fails again and again', () => {
  const scene = sharedAssistant({}, deadlines);

  it('is left alone after five times', async () => {
    const { client, ask } = await assistantChat(scene.application);
    for (let time = 0; time < 7; time++) {
      const { answer } = await answerTo(client, await ask('!500'));
      expect(answer.provider).toBe('knowledge');
    }
    expect(scene.model.questions()).toHaveLength(5);
  });
});

describe('with two providers', () => {
  const fallback = sharedAssistant();

  /** An address at which nobody listens. */
  async function nobody(): Promise<string> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    return `http://127.0.0.1:${port}/v1`;
  }

  it('the second answers where the first refuses the connection', async () => {
    const application = await startApplication({
      OPENAI_BASE_URL: await nobody(),
      OPENAI_FALLBACK_BASE_URL: fallback.model.url,
      OPENAI_FALLBACK_MODEL: 'second-model',
    });
    try {
      const { client, ask } = await assistantChat(application);
      const promptId = await ask('Hello');
      expect(await answerTo(client, promptId)).toMatchObject({
        content: 'Hello',
        answer: { provider: 'fallback', model: 'second-model', fallbackUsed: true },
      });
      await runIn(client, promptId, 'COMPLETED');
      expect(application.faults).toEqual([]);
    } finally {
      await application.stop();
    }
  });
});
