import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';
import { directPair } from '#server/testing/conversations.ts';
import { openRaw, type RawClient } from '#server/testing/raw-client.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import type { TestUser } from '#server/testing/users.ts';

const scene = sharedAssistant();
const open: RawClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

function connect(path: string, headers: Record<string, string> = {}): RawClient {
  const client = openRaw(scene.application.address, path, headers);
  open.push(client);
  return client;
}

/** A user with a socket of the dialect, which asks. */
async function asker(user?: TestUser) {
  const ada = user ?? (await scene.application.user('ada'));
  const client = connect(`/?token=${ada.token}`);
  const ask = (prompt: unknown, more: Record<string, unknown> = {}) =>
    client.send({ event: 'chat_message', data: { userId: ada.id, prompt, ...more } });
  return { user: ada, client, ask };
}

const response = (sessionId: number, content: string) => ({
  event: 'chat_response',
  success: true,
  message: { content: ['Succesful response'], displayable: false },
  data: { sessionId, content },
});
const failure = (text: string) => ({
  event: 'chat_error',
  success: false,
  message: { content: [text], displayable: true },
  data: null,
});
const unauthorized = (text: string) => ({
  event: 'unauthorized',
  success: false,
  message: { content: [text], displayable: false },
  data: null,
});
const sessionOf = (frame: unknown) => (frame as { data: { sessionId: number } }).data.sessionId;

describe('a session', () => {
  it('is made with the first prompt, named after it, and goes on by its id', async () => {
    const { user, client, ask } = await asker();
    await ask('What is React?');
    const sessionId = sessionOf(await client.frame(0));
    expect(client.frames[0]).toEqual(response(sessionId, 'What is React?'));
    await ask('And Vue?', { sessionId });
    expect(await client.frame(1)).toEqual(response(sessionId, 'And Vue?'));
    const stored = await storedIn(scene.application, sessionId);
    expect(stored.map(({ content, sender }) => [sender.role, content])).toEqual([
      ['USER', 'What is React?'],
      ['ASSISTANT', 'What is React?'],
      ['USER', 'And Vue?'],
      ['ASSISTANT', 'And Vue?'],
    ]);
    const hub = await scene.application.connect(user);
    const { items } = await hub.ok('conversation.list', {});
    expect(items).toMatchObject([{ id: sessionId, kind: 'assistant', last: { excerpt: 'And Vue?' } }]);
  });

  it('answers its prompts one at a time, in the order sent', async () => {
    const { client, ask } = await asker();
    await ask('First');
    const sessionId = sessionOf(await client.frame(0));
    const prompts = Array.from({ length: 12 }, (_, place) => `Question ${place}`);
    for (const prompt of prompts) await ask(prompt, { sessionId });
    await client.frame(prompts.length);
    expect(client.frames.slice(1)).toEqual(prompts.map((prompt) => response(sessionId, prompt)));
  });

  it('tells its answers to the sockets that asked in it, and to no others', async () => {
    const first = await asker();
    await first.ask('Hello');
    const sessionId = sessionOf(await first.client.frame(0));
    const second = await asker(first.user);
    await second.ask('Elsewhere');
    await second.client.frame(0);
    await first.ask('Again', { sessionId });
    await first.client.frame(1);
    // A prompt of another dialect is answered like any.
    const hub = await scene.application.connect(first.user);
    const sent = await hub.ok('message.send', {
      conversationId: sessionId,
      content: 'From the hub',
      clientId: '1',
    });
    await answerTo(hub, sent.id);
    expect(await first.client.frame(2)).toEqual(response(sessionId, 'From the hub'));
    await second.ask('Mark');
    await second.client.frame(1);
    expect(JSON.stringify(second.client.frames)).not.toMatch(/Again|From the hub/);
    // What the assistant says among people is no answer of a session.
    await second.ask('Me too', { sessionId });
    expect(await second.client.frame(2)).toEqual(response(sessionId, 'Me too'));
    expect(await first.client.frame(3)).toEqual(response(sessionId, 'Me too'));
  });

  it('keeps the answer of a socket that went away', async () => {
    const { user, client, ask } = await asker();
    await ask('!wait');
    await scene.model.hangs();
    const hub = await scene.application.connect(user);
    const { items } = await hub.ok('conversation.list', {});
    const conversationId = items[0]?.id ?? 0;
    const { messages } = await hub.ok('conversation.history', { conversationId });
    client.close();
    await client.closed();
    scene.model.resume();
    const answer = await answerTo(hub, messages[0]?.id ?? 0);
    expect(answer).toMatchObject({ content: 'The answer begins and ends.', answer: { status: 'COMPLETED' } });
  });

  it('is one’s own conversation with the assistant, or there is none', async () => {
    const { ask, client } = await asker();
    const other = await assistantChat(scene.application, 'grace');
    const { conversationId, users } = await directPair(scene.application);
    for (const sessionId of [other.conversationId, 999_999]) await ask('Hello', { sessionId });
    await client.frame(1);
    expect(client.frames).toEqual([failure('Conversation not found'), failure('Conversation not found')]);
    const member = await asker(users.ada);
    await member.ask('Hello', { sessionId: conversationId });
    expect(await member.client.frame(0)).toEqual(failure('Conversation not found'));
  });
});

describe('a repeated clientId', () => {
  it('is one prompt and one session, answered each time', async () => {
    const { client, ask } = await asker();
    const clientId = randomUUID();
    await ask('Once', { clientId });
    const sessionId = sessionOf(await client.frame(0));
    await ask('Once', { clientId });
    await ask('Once', { clientId, sessionId });
    await client.frame(2);
    expect(client.frames).toEqual(Array.from({ length: 3 }, () => response(sessionId, 'Once')));
    expect(await storedIn(scene.application, sessionId)).toHaveLength(2);
  });

  it('is answered as often as it was asked, also before there is an answer', async () => {
    const { client, ask } = await asker();
    await ask('First');
    const sessionId = sessionOf(await client.frame(0));
    for (let time = 0; time < 3; time++) await ask('!words 20', { clientId: 'same', sessionId });
    await ask('Mark', { sessionId });
    await client.frame(4);
    const words = response(sessionId, Array.from({ length: 20 }, (_, place) => `word${place + 1} `).join(''));
    expect(client.frames.slice(1)).toEqual([words, words, words, response(sessionId, 'Mark')]);
    expect(await storedIn(scene.application, sessionId)).toHaveLength(6);
  });

  it('after a failure gets the same failure', async () => {
    const { client, ask } = await asker();
    const clientId = randomUUID();
    await ask('!filter', { clientId });
    const withheld = failure('The assistant’s provider withheld the answer');
    expect(await client.frame(0)).toEqual(withheld);
    await ask('!filter', { clientId });
    expect(await client.frame(1)).toEqual(withheld);
  });
});

describe('what is refused', () => {
  it.each<[string, (id: number) => unknown, string]>([
    ['no JSON', () => '{', 'Malformed JSON'],
    ['no object', () => 'null', 'The frame must be an object'],
    ['another event', () => ({ event: 'chat' }), 'Unknown event'],
    ['no data', () => ({ event: 'chat_message' }), 'data must be an object'],
    ['no userId', () => ({ event: 'chat_message', data: { prompt: 'x' } }), 'userId must be a number'],
    [
      'another userId',
      (id) => ({ event: 'chat_message', data: { userId: id + 1, prompt: 'x' } }),
      'userId does not match',
    ],
    [
      'a userId in words',
      (id) => ({ event: 'chat_message', data: { userId: String(id), prompt: 'x' } }),
      'userId must be a number',
    ],
    ['no prompt', (userId) => ({ event: 'chat_message', data: { userId } }), 'prompt must be a string'],
    [
      'an empty prompt',
      (userId) => ({ event: 'chat_message', data: { userId, prompt: ' \n' } }),
      'prompt should not be empty',
    ],
    [
      'a prompt that is too long',
      (userId) => ({ event: 'chat_message', data: { userId, prompt: 'x'.repeat(16_001) } }),
      'content must be shorter than or equal to 16000 characters',
    ],
    [
      'a sessionId in words',
      (userId) => ({ event: 'chat_message', data: { userId, prompt: 'x', sessionId: 'one' } }),
      'sessionId must be a number',
    ],
    [
      'a clientId that is too long',
      (userId) => ({ event: 'chat_message', data: { userId, prompt: 'x', clientId: 'x'.repeat(65) } }),
      'clientId must be shorter than or equal to 64 characters',
    ],
  ])('%s is told so, and the connection lives', async (_name, frame, text) => {
    const { user, client, ask } = await asker();
    // Versions count what earlier conversations are called, too.
    const counts = async () => ({ ...(await scene.application.rowCounts()), versions: 0 });
    const before = await counts();
    await client.send(frame(user.id));
    expect(await client.frame(0)).toEqual(failure(text));
    expect(await counts()).toEqual(before);
    await ask('Still there?');
    expect(await client.frame(1)).toMatchObject({ event: 'chat_response' });
  });
});

describe('who connects', () => {
  it.each(['/?token=nonsense', '/ws/assistant?token=nonsense'])(
    'with a bad token (%s) is told so',
    async (path) => {
      const client = connect(path);
      expect(await client.closed()).toEqual({ code: 1008, reason: '' });
      expect(client.frames).toEqual([unauthorized('Token is invalid')]);
    },
  );

  it('without one is told so', async () => {
    const named = connect('/ws/assistant');
    expect((await named.closed()).code).toBe(1008);
    expect(named.frames).toEqual([unauthorized('Token not provided')]);
    const shared = connect('/');
    await shared.send({ event: 'chat_message', data: { userId: 1, prompt: 'Hello' } });
    expect((await shared.closed()).code).toBe(1008);
    expect(shared.frames).toEqual([unauthorized('Token not provided')]);
  });

  it('with a bearer header on the shared address is answered', async () => {
    const user = await scene.application.user('ada');
    const client = connect('/', { authorization: `Bearer ${user.token}` });
    await client.send({ event: 'chat_message', data: { userId: user.id, prompt: 'Hello' } });
    expect(await client.frame(0)).toMatchObject({ event: 'chat_response', data: { content: 'Hello' } });
  });
});
