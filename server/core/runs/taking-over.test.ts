import { describe, expect, it } from 'vitest';
import {
  answerTo,
  askingModel,
  assistantChat,
  heardWords,
  runIn,
  sharedAssistant,
} from '#server/testing/assistant.ts';
import { startApplication } from '#server/testing/application.ts';
import { until } from '#server/testing/until.ts';

const scene = sharedAssistant();
const BEGINNING = 'The answer begins';

/** The same database, another instance, which hears nothing of the first over the bus. */
const another = () => startApplication(askingModel(scene.model), scene.application.databaseUrl);

/** A run of the first instance that has said something, which the store knows of. */
async function inTheMiddle() {
  const chat = await assistantChat(scene.application);
  const promptId = await chat.ask('!wait');
  const { id } = await runIn(chat.client, promptId, 'RUNNING');
  await heardWords(chat.client, id, BEGINNING);
  await until(async () => {
    const { rows } = await scene.application.pool.query<{ content: string }>(
      'select content from runs where id = $1',
      [id],
    );
    return rows[0]?.content === BEGINNING;
  }, 'the checkpoint');
  return { ...chat, promptId, runId: id };
}

/** As if its owner were gone: another name, silent for longer than a living one ever is. */
const orphan = (runId: number) =>
  scene.application.pool.query(
    `update runs set owner = gen_random_uuid(), beat_at = now() - interval '1 minute' where id = $1`,
    [runId],
  );

describe('another instance', () => {
  it('serves followers of a run that is not its own, from the store', async () => {
    const { user, conversationId, runId, client, promptId } = await inTheMiddle();
    const second = await another();
    const follower = await second.connect(user);
    const { runs } = await follower.ok('run.list', { conversationId });
    expect(runs).toMatchObject([{ id: runId, state: 'RUNNING', content: BEGINNING, provider: 'openai' }]);
    // Nor does it take away what is alive.
    scene.model.resume();
    const answer = await answerTo(client, promptId);
    expect(answer).toMatchObject({ content: `${BEGINNING} and ends.`, answer: { status: 'COMPLETED' } });
    await second.stop();
  });

  it('ends a run whose server has gone, keeps its text, and makes what waited behind it', async () => {
    const { user, client, conversationId, ask, promptId, runId } = await inTheMiddle();
    const waiting = await ask('What waited');
    const second = await another();
    const follower = await second.connect(user);
    await orphan(runId);
    expect(await answerTo(follower, promptId)).toMatchObject({
      content: BEGINNING,
      clientId: `run:${runId}`,
      answer: { status: 'INTERRUPTED', error: 'answer_interrupted' },
    });
    expect((await answerTo(follower, waiting)).content).toBe('What waited');
    // Whoever had it has noticed: what it still says is not heard.
    scene.model.resume();
    await until(async () => {
      const { runs } = await follower.ok('run.list', { conversationId });
      return runs.length === 0;
    }, 'the end of what waited');
    const { rows } = await scene.application.pool.query(
      `select state, message_id is not null as stored from runs where conversation_id = $1 order by id`,
      [conversationId],
    );
    expect(rows).toEqual([
      { state: 'INTERRUPTED', stored: true },
      { state: 'COMPLETED', stored: true },
    ]);

    const partial = await answerTo(client, promptId);
    await follower.ok('run.continue', { messageId: partial.id, clientId: 'go on' });
    const whole = await answerTo(follower, promptId, 1);
    expect(whole.content).toMatch(/^The answer begins.+/s);
    expect(whole.answer.status).toBe('COMPLETED');
    expect([...scene.application.faults, ...second.faults]).toEqual([]);
    await second.stop();
  });

  it('stops a run that is not its own', async () => {
    const { user, client, promptId, runId } = await inTheMiddle();
    const second = await another();
    const follower = await second.connect(user);
    await follower.ok('run.stop', { runId });
    expect((await answerTo(client, promptId)).answer.status).toBe('STOPPED');
    await second.stop();
  });
});

describe('a server that goes down', () => {
  it('leaves what it had begun as interrupted, and the rest to others', async () => {
    const first = await another();
    const { user, client, conversationId, ask } = await assistantChat(first);
    const begun = await ask('!wait');
    const { id } = await runIn(client, begun, 'RUNNING');
    await heardWords(client, id, BEGINNING);
    const waiting = await ask('What waited');
    const silent = await assistantChat(first, 'grace');
    const asked = await silent.ask('!hang');
    await runIn(silent.client, asked, 'RUNNING');
    await first.stop();

    const { rows } = await scene.application.pool.query<{ content: string; status: string }>(
      'select content, status from messages where prompt_id = $1',
      [begun],
    );
    expect(rows).toEqual([{ content: BEGINNING, status: 'INTERRUPTED' }]);
    // The shared one finds them.
    const reader = await scene.application.connect(user);
    await until(async () => {
      const { runs } = await reader.ok('run.list', { conversationId });
      return runs.length === 0;
    }, 'the end of what waited');
    const { messages } = await reader.ok('conversation.history', { conversationId });
    expect(messages.at(-1)).toMatchObject({ content: 'What waited', answer: { promptId: waiting } });
    const patient = await scene.application.connect(silent.user);
    const { runs } = await patient.ok('run.list', { conversationId: silent.conversationId });
    expect(runs).toMatchObject([{ promptId: asked }]);
    await patient.ok('run.stop', { runId: runs[0]?.id ?? 0 });
    expect(first.faults).toEqual([]);
  });
});
