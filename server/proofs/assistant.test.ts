import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Named } from '#server/dialects/conformance.ts';
import { sharedAssistant } from '#server/testing/assistant.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';
import type { TestUser } from '#server/testing/users.ts';
import { assistant } from '#server/testing/voices/assistant.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import type { FullVoice } from '#server/testing/voices/voice.ts';
import { type Sender, type Sockets, connectAll, sendersOf, sending } from './dialects.ts';
import { readings } from './fresh-readers.ts';

/** Each is answered. */
const PROMPTS = 100;

const shared = sharedAssistant();

describe('in a conversation with the assistant', () => {
  let ada: TestUser;
  let conversation: Named;
  let sockets: Sockets;
  let senders: Sender[];
  /** Two sockets of the assistant's own dialect: one has asked in this conversation, one has not. */
  let asker: FullVoice;
  let silent: FullVoice;
  /** Messages that were there before anybody listened. */
  let unheard: number;

  beforeAll(async () => {
    const { application } = shared;
    serveRoutes(application);
    ada = await application.user('ada');
    const { conversationId } = await application.core.conversations.createAssistant(sessionOf(ada), {
      clientId: randomUUID(),
    });
    const { summary } = await application.core.reading.open(sessionOf(ada), { conversationId });
    conversation = { id: conversationId, uuid: summary.uuid };
    asker = await assistant.connect(application, ada.token, [conversation]);
    silent = await assistant.connect(application, ada.token, []);
    unheard = (await stored()).length;
    sockets = await connectAll(application, ada, conversation);
    senders = sendersOf(ada, sockets);
  });
  afterAll(() => {
    for (const voice of [asker, silent, ...sockets.values()]) voice.close();
  });

  const stored = () => storedIn(shared.application, conversation.id);

  /** Asks by the assistant's own dialect, which is answered with the answer. */
  const ask = (prompt: string, clientId?: string) =>
    asker.blurt({
      event: 'chat_message',
      data: { userId: ada.id, prompt, sessionId: conversation.id, clientId },
    });

  const sender = (name: string): Sender => {
    const found = senders.find((each) => each.name === name);
    if (!found) throw new Error(`Nobody sends over ${name}`);
    return found;
  };

  /**
   * Once so many messages are stored and heard: what each socket was ever pushed is what is stored, each message once, in
   * its place, in the dialect's own shape; and the socket that asked was told every answer. Answers what is stored.
   */
  async function expectAllHeard(count: number) {
    // Step by step: many answers take longer than anybody waits for one.
    for (const voice of sockets.values())
      for (let some = 1; some <= count; some++)
        await until(async () => voice.pushes().length >= some, `${some} messages`);
    const messages = await stored();
    const heard = messages.slice(unheard);
    for (const [{ name, pushOf }, voice] of sockets)
      expect([name, voice.pushes().map(({ frame }) => frame)]).toEqual([name, heard.map(pushOf)]);
    const answers = messages.filter(({ answer }) => answer !== null);
    await until(async () => asker.pushes().length >= answers.length, `${answers.length} answers`);
    expect(asker.frames()).toEqual(answers.map(assistant.pushOf));
    expect(silent.frames()).toEqual([]);
    return messages;
  }

  const heardUntilNow = () => [...sockets.values()][0]?.pushes().length ?? 0;

  it.each(sending)('a prompt over %s and its answer are heard once in every dialect', async (name) => {
    const before = heardUntilNow();
    const text = `by ${name}`;
    const answer = await sender(name).ask(conversation, text);
    const [prompt, reply] = (await expectAllHeard(before + 2)).slice(-2);
    expect(prompt).toMatchObject({ content: text, sender: { id: ada.id } });
    expect(answer).toEqual(prompt && sender(name).answerOf(prompt));
    expect(reply).toMatchObject({ sender: { role: 'ASSISTANT' }, answer: { promptId: prompt?.id } });
  });

  it('a prompt over the assistant’s own dialect is heard in every other, and its answer there too', async () => {
    const before = heardUntilNow();
    ask('by assistant');
    const [prompt, reply] = (await expectAllHeard(before + 2)).slice(-2);
    expect(prompt).toMatchObject({ content: 'by assistant', sender: { id: ada.id } });
    expect(reply).toMatchObject({ answer: { promptId: prompt?.id, status: 'COMPLETED' } });
  });

  it.each(sending)(
    'the same clientId over assistant and %s at once is one prompt and one answer',
    async (name) => {
      const before = heardUntilNow();
      const clientId = randomUUID();
      ask('asked twice', clientId);
      const answer = await sender(name).ask(conversation, 'asked twice', clientId);
      const messages = await expectAllHeard(before + 2);
      expect(messages).toHaveLength(unheard + before + 2);
      const prompt = messages.at(-2);
      expect(prompt).toMatchObject({ clientId, content: 'asked twice' });
      expect(answer).toEqual(prompt && sender(name).answerOf(prompt));
    },
  );

  it(
    `${PROMPTS} prompts of all at once and their answers have one order, for who heard them and who reads them`,
    {
      timeout: 180_000,
    },
    async () => {
      const before = heardUntilNow();
      const ways = [
        ...senders.map(
          ({ send }) =>
            (text: string) =>
              send(conversation, text),
        ),
        ask,
      ];
      const sent = Array.from({ length: PROMPTS }, (_, index) =>
        ways[index % ways.length]?.(`number ${index}`),
      );
      await Promise.all(sent);
      const messages = await expectAllHeard(before + 2 * PROMPTS);
      expect(messages).toHaveLength(unheard + before + 2 * PROMPTS);
      const prompts = messages.filter(({ answer }) => answer === null).map(({ id }) => id);
      const answered = messages.flatMap(({ answer }) => (answer ? [answer.promptId] : []));
      expect(answered).toEqual(prompts);
      const texts = messages.map(({ content }) => content);
      for (const [by, read] of Object.entries(readings))
        expect([by, await read(shared.application, ada, conversation)]).toEqual([by, texts]);
      expect(shared.application.faults).toEqual([]);
    },
  );
});
