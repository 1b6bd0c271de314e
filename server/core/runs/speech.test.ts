import { describe, expect, it } from 'vitest';
import type { TestApplication } from '#server/testing/application.ts';
import {
  answersIn,
  answerTo,
  assistantChat,
  runIn,
  sharedAssistant,
  twoAssistants,
} from '#server/testing/assistant.ts';
import type { HubClient } from '#server/testing/client.ts';
import { group, present } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { SPEAKABLE } from './speakable.ts';

const SPEAKING = { OPENAI_SPEECH_MODEL: 'fake-voice', OPENAI_SPEECH_VOICE: 'fable' };
/** The message as it is once it is spoken, by a push. */
const spoken = (client: HubClient, messageId: number) =>
  client.when(
    () => answersIn(client).find(({ id, answer }) => id === messageId && answer.audioUrl),
    `the speech of ${messageId}`,
  );

/** What the user gets at an answer's `audioUrl`. */
async function listen({ core, files }: TestApplication, user: TestUser, audioUrl: string) {
  const request = new Request(`http://localhost${audioUrl}`);
  const id = core.files.idAt(audioUrl);
  try {
    const response = await files.send(sessionOf(user), request, id);
    const { byteLength } = await response.arrayBuffer();
    return { type: response.headers.get('content-type'), byteLength };
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

const fileCount = async ({ pool }: TestApplication): Promise<number> =>
  (await pool.query<{ count: number }>('select count(*)::int as count from files')).rows[0]?.count ?? 0;

describe('an answer that somebody wants to hear', () => {
  const scene = sharedAssistant({ ...SPEAKING, SPEECH_LIMIT: 'off' });
  const asked = async (prompt: string) => {
    const chat = await assistantChat(scene.application);
    return { ...chat, answer: await answerTo(chat.client, await chat.ask(prompt)) };
  };
  const spokenTexts = () => scene.model.spoken.map(({ input }) => input);

  it('is spoken without its marks; every client sees it, also one that catches up', async () => {
    const { user, client, conversationId, answer } = await asked('**Hear** `this` [1] https://a.example now');
    expect(answer.answer.audioUrl).toBeNull();
    const other = await scene.application.connect(user);
    const { audioUrl, cut } = await client.ok('answer.speak', { messageId: answer.id });
    expect(audioUrl).toMatch(/^\/api\/files\/[\da-f-]{36}$/);
    expect(cut).toBe(false);
    expect(scene.model.spoken.at(-1)).toEqual({
      model: 'fake-voice',
      voice: 'fable',
      input: 'Hear this now',
      response_format: 'mp3',
    });
    for (const each of [client, other]) {
      const told = await spoken(each, answer.id);
      expect(told).toMatchObject({ content: answer.content, answer: { audioUrl } });
      expect(told.version).toBeGreaterThan(answer.version);
    }
    const { delta } = await client.ok('conversation.changes', { conversationId, since: answer.version });
    expect(delta.messages).toMatchObject([{ id: answer.id, answer: { audioUrl } }]);
    expect(await listen(scene.application, user, audioUrl)).toMatchObject({ type: 'audio/mpeg' });
  });

  it('is made once, though asked for twice, and twice at once', async () => {
    const { client, answer } = await asked('Only once, please');
    const speak = () => client.ok('answer.speak', { messageId: answer.id });
    const files = await fileCount(scene.application);
    const [one, two] = await Promise.all([speak(), speak()]);
    expect(two).toEqual(one);
    expect(await speak()).toEqual(one);
    expect(spokenTexts().filter((text) => text === 'Only once, please')).toHaveLength(1);
    expect(await fileCount(scene.application)).toBe(files + 1);
  });

  it('is heard by who may read it, and by nobody else', async () => {
    const { application } = scene;
    const [ada, grace, stranger] = [
      await present(application, 'ada'),
      await present(application, 'grace'),
      await present(application, 'stranger'),
    ];
    const conversationId = await group(ada, grace);
    const prompt = await ada.client.ok('message.send', {
      conversationId,
      content: 'Say it aloud, @assistant',
      clientId: 'aloud',
    });
    const { id: messageId } = await answerTo(grace.client, prompt.id);
    expect(await stranger.client.refused('answer.speak', { messageId })).toMatchObject({
      code: 'message_not_found',
    });
    const { audioUrl } = await grace.client.ok('answer.speak', { messageId });
    const audio = { type: 'audio/mpeg' };
    expect(await listen(application, ada.user, audioUrl)).toMatchObject(audio);
    expect(await listen(application, grace.user, audioUrl)).toMatchObject(audio);
    expect(await listen(application, stranger.user, audioUrl)).toBe('file_not_found');
    await grace.client.ok('conversation.leave', { conversationId });
    expect(await listen(application, grace.user, audioUrl)).toBe('file_not_found');
    // It is nobody's own: no one can take it away, and it counts for nobody.
    const { core } = application;
    await expect(core.files.remove(sessionOf(grace.user), core.files.idAt(audioUrl))).rejects.toMatchObject({
      code: 'file_not_found',
    });
    await expect(core.files.remove(sessionOf(ada.user), core.files.idAt(audioUrl))).rejects.toMatchObject({
      code: 'file_not_found',
    });
  });

  it('takes its speech along when it is deleted', async () => {
    const { application } = scene;
    const [ada, grace] = [await present(application, 'ada'), await present(application, 'grace')];
    const conversationId = await group(ada, grace);
    const content = 'Not for long, @assistant';
    const prompt = await ada.client.ok('message.send', { conversationId, content, clientId: 'short' });
    const { id: messageId } = await answerTo(ada.client, prompt.id);
    const { audioUrl } = await ada.client.ok('answer.speak', { messageId });
    const files = await fileCount(application);
    await ada.client.ok('message.delete', { messageId });
    const tombstone = await grace.client.when(
      () => answersIn(grace.client).find(({ deletedAt }) => deletedAt),
      'the tombstone',
    );
    expect(tombstone.answer.audioUrl).toBeNull();
    expect(await listen(application, ada.user, audioUrl)).toBe('file_not_found');
    expect(await fileCount(application)).toBe(files - 1);
    expect((await ada.client.refused('answer.speak', { messageId })).code).toBe('message_not_found');
  });

  it('is told once by the dialects that tell final answers', async () => {
    const { user, client, ask, conversationId } = await assistantChat(scene.application);
    const { address } = scene.application;
    const feed = openRaw(address, '/ws/feed');
    await feed.opened();
    await feed.send({ type: 'auth', token: user.token });
    await feed.frame(0);
    const assistant = openRaw(address, `/ws/assistant?token=${user.token}`);
    await assistant.opened();
    const question = (prompt: string) => ({
      event: 'chat_message',
      data: { userId: user.id, prompt, sessionId: conversationId },
    });
    await assistant.send(question('First'));
    await assistant.frame(0);
    const first = await client.when(() => answersIn(client)[0], 'the first answer');
    await client.ok('answer.speak', { messageId: first.id });
    await spoken(client, first.id);
    await answerTo(client, await ask('Last'));
    await assistant.send(question('Really last'));
    for (const socket of [feed, assistant])
      await socket.next((frame) =>
        /assistant.*Really last|chat_response.*Really last/.test(JSON.stringify(frame)),
      );
    const told = (socket: typeof feed) =>
      socket.frames.filter((frame) => /assistant|chat_response/.test(JSON.stringify(frame))).length;
    expect([told(feed), told(assistant)]).toEqual([3, 3]);
    for (const socket of [feed, assistant]) socket.close();
  });

  it('that is long is spoken to the end of a sentence, and says so', async () => {
    const { client, answer } = await asked(`${'This is one sentence. '.repeat(250)}`);
    const { cut } = await client.ok('answer.speak', { messageId: answer.id });
    expect(cut).toBe(true);
    const text = spokenTexts().at(-1) ?? '';
    expect(text.length).toBeLessThanOrEqual(SPEAKABLE);
    expect(text).toMatch(/sentence\.$/);
    expect(await client.ok('answer.speak', { messageId: answer.id })).toMatchObject({ cut: true });
  });

  it('must be an answer, and have words', async () => {
    const { client, conversationId, answer, ask } = await asked('```let it = 1;```\n');
    const refused = async (messageId: number) => (await client.refused('answer.speak', { messageId })).code;
    expect(await refused(answer.answer.promptId)).toBe('message_not_found');
    expect(await refused(999_999)).toBe('message_not_found');
    const dumb = await answerTo(client, await ask('*** --- ***'));
    expect(await refused(dumb.id)).toBe('nothing_to_speak');
    expect(conversationId).toBe(dumb.conversationId);
  });

  describe('always', () => {
    const always = async (prompt: string) => {
      const chat = await assistantChat(scene.application);
      expect((await chat.client.ok('assistant.options', {})).speech).toEqual({ always: false });
      await chat.client.ok('speech.always', { always: true });
      expect((await chat.client.ok('assistant.options', {})).speech).toEqual({ always: true });
      const promptId = await chat.ask(prompt);
      return { ...chat, promptId };
    };

    it('comes with its speech, which the feed has as an address, once', async () => {
      const { user, client, ask, conversationId, promptId } = await always('Speak, first');
      const first = await answerTo(client, promptId);
      expect(first.answer).toMatchObject({ status: 'COMPLETED', audioUrl: expect.any(String) as string });
      const socket = openRaw(scene.application.address, '/ws/feed');
      await socket.opened();
      await socket.send({ type: 'auth', token: user.token });
      await socket.frame(0);
      const { answer } = await answerTo(client, await ask('Speak, second'));
      const { audioUrl } = answer;
      expect(audioUrl).not.toBeNull();
      const frame = await socket.next((one) => JSON.stringify(one).includes('"role":"assistant"'));
      expect(frame).toMatchObject({
        type: 'new_message',
        payload: {
          chatId: String(conversationId),
          audioUrl: scene.application.core.files.absolute(audioUrl ?? ''),
          precis: 'Speak, second',
          status: 'COMPLETED',
        },
      });
      expect(await listen(scene.application, user, audioUrl ?? '')).toMatchObject({ type: 'audio/mpeg' });
      socket.close();
      // No longer, once it is taken back.
      await client.ok('speech.always', { always: false });
      expect((await answerTo(client, await ask('Silence'))).answer.audioUrl).toBeNull();
    });

    it('does not wait for it once it is stopped: the text is complete', async () => {
      const { client, promptId } = await always('speech-hang');
      await scene.model.hangs();
      const { id: runId } = await runIn(client, promptId, 'RUNNING');
      await client.ok('run.stop', { runId });
      const { answer } = await answerTo(client, promptId);
      expect(answer).toMatchObject({ status: 'COMPLETED', audioUrl: null });
    });

    it('is the asker’s wish, not the reader’s', async () => {
      const [ada, grace] = [
        await present(scene.application, 'ada'),
        await present(scene.application, 'grace'),
      ];
      await grace.client.ok('speech.always', { always: true });
      const conversationId = await group(ada, grace);
      const say = (client: HubClient, content: string) =>
        client.ok('message.send', { conversationId, content, clientId: content });
      const hers = await say(ada.client, 'Quietly, @assistant');
      expect((await answerTo(grace.client, hers.id)).answer.audioUrl).toBeNull();
      const his = await say(grace.client, 'Aloud, @assistant');
      expect((await answerTo(ada.client, his.id)).answer.audioUrl).not.toBeNull();
    });
  });
});

describe('an answer whose speech fails', () => {
  // Nothing but the one that hangs has to wait for these.
  const voiceDeadlines = { speech: 1_500, patience: 1_500, transcription: 1_500 };
  const scene = sharedAssistant({ ...SPEAKING, SPEECH_LIMIT: 'off' }, undefined, voiceDeadlines);

  it.each([
    ['answers 500', 'speech-500'],
    ['never answers', 'speech-hang'],
    ['sends nothing', 'speech-empty'],
    ['sends no audio', 'speech-text'],
    ['sends more than can be said', 'speech-huge'],
  ])('is not spoken where the provider %s, and leaves nothing behind', async (_name, prompt) => {
    const { client, conversationId, ask } = await assistantChat(scene.application);
    const answer = await answerTo(client, await ask(prompt));
    const files = await fileCount(scene.application);
    const error = await client.refused('answer.speak', { messageId: answer.id });
    expect(error).toMatchObject({
      code: 'speech_failed',
      message: 'The answer could not be read aloud',
      retryable: true,
    });
    expect(await fileCount(scene.application)).toBe(files);
    const { delta } = await client.ok('conversation.changes', { conversationId, since: answer.version });
    expect(delta.messages).toEqual([]);
    expect(scene.application.faults).toEqual([]);
  });

  it.each(['speech-500', 'speech-hang', 'speech-text'])(
    'that always is spoken goes without where there is none (%s), and is not lost',
    async (prompt) => {
      const { client, ask } = await assistantChat(scene.application);
      await client.ok('speech.always', { always: true });
      const promptId = await ask(prompt);
      const { content, answer } = await answerTo(client, promptId);
      expect(content).toBe(prompt);
      expect(answer).toMatchObject({ status: 'COMPLETED', audioUrl: null });
      expect(await runIn(client, promptId, 'COMPLETED')).toMatchObject({ error: null });
      expect(scene.application.faults).toEqual([]);
    },
  );
});

describe('without a model for it', () => {
  const scene = sharedAssistant();

  it('nothing is spoken', async () => {
    const { client, ask } = await assistantChat(scene.application);
    const { id } = await answerTo(client, await ask('Hello'));
    expect((await client.ok('assistant.options', {})).speech).toBeNull();
    expect((await client.refused('answer.speak', { messageId: id })).code).toBe('speech_off');
    expect((await client.refused('speech.always', { always: true })).code).toBe('speech_off');
  });
});

describe('with a limit', () => {
  const scene = sharedAssistant({ ...SPEAKING, SPEECH_LIMIT: '2/1h' });

  it('so many are spoken; what is spoken already can be heard as often as one likes', async () => {
    const { client, ask } = await assistantChat(scene.application);
    const answers = [];
    for (const text of ['One', 'Two', 'Three']) answers.push(await answerTo(client, await ask(text)));
    const [one, two, three] = answers.map(({ id }) => id);
    const speak = (messageId = 0) => client.command('answer.speak', { messageId });
    // Twice at once is one.
    expect(await Promise.all([speak(one), speak(one)])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await speak(two)).toMatchObject({ ok: true });
    expect(await speak(one)).toMatchObject({ ok: true });
    const refused = await client.refused('answer.speak', { messageId: three ?? 0 });
    expect(refused).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(refused.message).toMatch(/^Too many answers to read aloud, try again in \d+ s$/);
    // The answer itself is not held back.
    await client.ok('speech.always', { always: true });
    expect((await answerTo(client, await ask('Four'))).answer).toMatchObject({
      status: 'COMPLETED',
      audioUrl: null,
    });
  });
});

describe('over two instances', () => {
  const scene = twoAssistants({ ...SPEAKING, SPEECH_LIMIT: 'off' });

  it('an answer gets one speech, though both have made one', async () => {
    const { model, one, other } = scene;
    const { user, client, ask } = await assistantChat(one);
    const { id: messageId } = await answerTo(client, await ask('speech-hang'));
    const elsewhere = await other.connect(user);
    const files = await fileCount(one);
    const both = [client, elsewhere].map((each) => each.ok('answer.speak', { messageId }));
    await model.when(() => (model.spoken.length === 2 && model.holds === 2) || undefined);
    model.resume();
    const [first, second] = await Promise.all(both);
    expect(second).toEqual(first);
    expect(await fileCount(one)).toBe(files + 1);
    expect(await listen(other, user, first?.audioUrl ?? '')).toMatchObject({ type: 'audio/mpeg' });
  });
});
