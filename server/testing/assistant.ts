import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { type FakeModel, startFakeModel } from '#e2e/fake-model/server.ts';
import { type Deadlines, usualDeadlines } from '#server/assistant/deadlines.ts';
import { usualVoiceDeadlines, type VoiceDeadlines } from '#server/assistant/voice.ts';
import type { Answer, Message } from '#server/protocol/conversation.ts';
import { appendText, type Run } from '#server/protocol/runs.ts';
import { startApplication, type TestApplication, type TestSettings } from './application.ts';
import type { HubClient } from './client.ts';
import { present } from './conversations.ts';

/** The settings of a server whose answers the fake model gives. */
export const askingModel = ({ url }: FakeModel): TestSettings => ({
  OPENAI_BASE_URL: url,
  OPENAI_MODEL: 'fake-model,other-model',
  ASSISTANT_LIMIT: 'off',
});

/** An application with a fake model of its own, which repeats what it is asked. */
export async function startAssistant(
  settings: TestSettings = {},
  // Nothing is called otherwise after its answer: what is stored then is stored.
  { inOnePiece = () => '' }: NonNullable<Parameters<typeof startFakeModel>[0]> = {},
) {
  const model = await startFakeModel({ inOnePiece });
  const application = await startApplication({ ...askingModel(model), ...settings });
  return {
    ...application,
    model,
    async stop() {
      await application.stop();
      await model.close();
    },
  };
}

function inTest<T>(one: T | undefined): T {
  if (!one) throw new Error('It is started before the first test, not earlier');
  return one;
}

/** A fake model and an application that asks it, for all tests of a file: use them in tests and hooks only. */
export function sharedAssistant(
  settings: TestSettings = {},
  deadlines: Deadlines = usualDeadlines,
  voiceDeadlines: VoiceDeadlines = usualVoiceDeadlines,
) {
  let model: FakeModel | undefined;
  let application: TestApplication | undefined;
  beforeAll(async () => {
    model = await startFakeModel();
    application = await startApplication({ ...askingModel(model), ...settings }, undefined, {
      deadlines,
      voiceDeadlines,
    });
  });
  afterAll(async () => {
    await application?.stop();
    await model?.close();
  });
  return {
    get model() {
      return inTest(model);
    },
    get application() {
      return inTest(application);
    },
  };
}

/** Two instances of one server, with one fake model and one folder of files: use them in tests and hooks only. */
export function twoAssistants(settings: TestSettings = {}) {
  let model: FakeModel | undefined;
  const started: TestApplication[] = [];
  beforeAll(async () => {
    model = await startFakeModel();
    const both = { ...askingModel(model), ...settings };
    const one = await startApplication(both);
    started.push(one, await startApplication({ ...both, DATA_DIR: one.folder }, one.databaseUrl));
  });
  afterAll(async () => {
    // The first one has the database.
    for (const application of started.toReversed()) await application.stop();
    await model?.close();
  });
  return {
    get model() {
      return inTest(model);
    },
    get one() {
      return inTest(started[0]);
    },
    get other() {
      return inTest(started[1]);
    },
  };
}

/** A message of the assistant's. */
export type AnswerMessage = Message & { answer: Answer };

const isAnswer = (message: Message): message is AnswerMessage => Boolean(message.answer);

/** Every answer that a client was pushed, in that order. */
export const answersIn = ({ all }: HubClient): AnswerMessage[] =>
  all('changes').flatMap(({ messages }) => messages.filter(isAnswer));

/** The `nth` answer (from 0) to a prompt, once it is pushed. */
export const answerTo = (client: HubClient, promptId: number, nth = 0): Promise<AnswerMessage> =>
  client.when(
    () => answersIn(client).filter(({ answer }) => answer.promptId === promptId)[nth],
    `answer ${nth} to ${promptId}`,
  );

/** The run in that state, once the client has heard of it. */
export const runIn = (client: HubClient, promptId: number, state: Run['state']): Promise<Run> =>
  client.next('run', (run) => run.promptId === promptId && run.state === state);

/** The text of a run as the client has heard it, piece by piece; undefined where there is a hole. */
export const heardText = ({ all }: HubClient, runId: number): string | undefined =>
  all('run.text')
    .filter((piece) => piece.runId === runId)
    .reduce<string | undefined>(
      (text, piece) => (text === undefined ? undefined : appendText(text, piece)),
      '',
    );

/** Resolves when the client has heard these words of a run. */
export const heardWords = (client: HubClient, runId: number, words: string): Promise<string> =>
  client.when(() => {
    const text = heardText(client, runId);
    return text?.includes(words) ? text : undefined;
  }, `the words “${words}”`);

/** A user with a conversation with the assistant. */
export async function assistantChat(application: TestApplication, name = 'ada') {
  const { user, client } = await present(application, name);
  const { conversationId } = await client.ok('conversation.assistant', { clientId: randomUUID() });
  await client.next('added', (added) => added.conversationId === conversationId);
  return {
    user,
    client,
    conversationId,
    /** Sends a prompt; answers its id. */
    async ask(content: string, more: { replacesId?: number; model?: string } = {}): Promise<number> {
      const sent = await client.ok('message.send', {
        conversationId,
        content,
        clientId: randomUUID(),
        ...more,
      });
      return sent.id;
    },
  };
}
