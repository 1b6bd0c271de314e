import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import type { RestMessage } from '#server/protocol/rest.ts';
import { startApplication, sharedApplication } from '#server/testing/application.ts';
import { type ChatClient, chat, joinedChat, settled, textBy } from '#server/testing/chat-client.ts';
import { directPair, group, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

/** The text of the `message-error` number `place`. */
const errorText = async (client: ChatClient, place = 1) =>
  (await client.next<{ error: string }>('message-error', place)).error;

describe('send-message', () => {
  it('is confirmed to the sending socket and received by all in the room, the sender too', async () => {
    const { users, conversationId } = await directPair(application);
    const [one, two] = [
      await joinedChat(application.address, users.ada, conversationId),
      await joinedChat(application.address, users.ada, conversationId),
    ];
    const grace = await joinedChat(application.address, users.grace, conversationId);
    one.emit('send-message', textBy(users.ada, conversationId, ' Hello \n'));
    const sent = await one.next<RestMessage>('message-sent');
    expect(sent).toEqual({
      id: expect.any(Number) as number,
      sender_id: users.ada.id,
      conversation_id: conversationId,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/) as string,
      message_type: 'text',
      content: ' Hello \n',
      conversation: { id: conversationId, sender_id: users.ada.id, receiver_id: users.grace.id },
    });
    for (const client of [one, two, grace]) {
      expect(await client.next('receive-message')).toEqual(sent);
      await settled(client);
      expect(client.all('receive-message')).toHaveLength(1);
    }
    expect([two, grace].flatMap((client) => client.all('message-sent'))).toEqual([]);
    for (const client of [one, two, grace]) client.close();
  });

  it('answers the acknowledgement too, where one is asked for', async () => {
    const { users, conversationId } = await directPair(application);
    const ada = await joinedChat(application.address, users.ada, conversationId);
    const answer = await ada.ask('send-message', textBy(users.ada, conversationId, 'hello'));
    expect(ada.all('message-sent')).toEqual([answer]);
    const refusal = await ada.ask('send-message', textBy(users.ada, conversationId, ''));
    expect(refusal).toEqual({ error: 'content should not be empty' });
    ada.close();
  });

  it('needs no room, and reaches those in the room and the socket that sends', async () => {
    const { users, conversationId } = await directPair(application);
    const [outside, grace] = [
      chat(application.address, users.ada),
      await joinedChat(application.address, users.grace, conversationId),
    ];
    await outside.ask('send-message', textBy(users.ada, conversationId, 'one'));
    await grace.next('receive-message');
    await grace.ask('leave-conversation', { conversationId });
    await outside.ask('send-message', textBy(users.ada, conversationId, 'two'));
    await grace.ask('send-message', textBy(users.grace, conversationId, 'hers'));
    await grace.next('receive-message', 2);
    await Promise.all([settled(grace), settled(outside)]);
    expect(grace.all<RestMessage>('receive-message').map(({ content }) => content)).toEqual(['one', 'hers']);
    expect(outside.all<RestMessage>('receive-message').map(({ content }) => content)).toEqual(['one', 'two']);
    for (const client of [outside, grace]) client.close();
  });

  it('has no receiver where there is more than one other', async () => {
    const [ada, grace, linus] = await Promise.all(
      ['ada', 'grace', 'linus'].map((name) => present(application, name)),
    );
    if (!ada || !grace || !linus) throw new Error('Three people are needed');
    const conversationId = await group(ada, grace, linus);
    const client = await joinedChat(application.address, grace.user, conversationId);
    const answer = await client.ask('send-message', textBy(grace.user, conversationId, 'all of you'));
    expect(answer).toMatchObject({
      conversation: { id: conversationId, sender_id: ada.user.id, receiver_id: null },
    });
    client.close();
  });

  it.each(['image', 'file'])('takes an %s by its address', async (message_type) => {
    const { users, conversationId } = await directPair(application);
    const ada = chat(application.address, users.ada);
    const content = 'https://example.com/a%20picture.png?size=1';
    const picture = textBy(users.ada, conversationId, content, { message_type });
    expect(await ada.ask('send-message', picture)).toMatchObject({ message_type, content });
    for (const wrong of ['a picture', 'javascript:alert(1)', 'http://', 'https://a b'])
      expect(await ada.ask('send-message', { ...picture, content: wrong })).toEqual({
        error: 'content must be a URL address',
      });
    ada.close();
  });

  it.each([undefined, null, 'text', 7, [], {}])('finds everything missing in %j', async (payload) => {
    const client = chat(application.address, await application.user());
    client.emit('send-message', payload);
    expect(await errorText(client)).toBe(
      'sender_id should not be empty, sender_id must be an integer number, ' +
        'conversation_id should not be empty, conversation_id must be an integer number, ' +
        'message_type should not be empty, message_type must be one of the following values: text, image, file, ' +
        'content should not be empty, content must be a string',
    );
    client.close();
  });

  const wrong: [object, string][] = [
    [{ sender_id: undefined }, 'sender_id should not be empty, sender_id must be an integer number'],
    [{ sender_id: '1' }, 'sender_id must be an integer number'],
    [{ sender_id: 1.5 }, 'sender_id must be an integer number'],
    [{ sender_id: 1e9 }, 'sender_id must be the connected user'],
    [{ conversation_id: '1' }, 'conversation_id must be an integer number'],
    [{ conversation_id: 2 ** 60 }, 'conversation_id must be an integer number'],
    [{ conversation_id: 1e9 }, 'Conversation not found'],
    [{ conversation_id: -1 }, 'Conversation not found'],
    [
      { message_type: undefined },
      'message_type should not be empty, message_type must be one of the following values: text, image, file',
    ],
    [{ message_type: 'video' }, 'message_type must be one of the following values: text, image, file'],
    [{ message_type: 'system' }, 'message_type must be one of the following values: text, image, file'],
    [{ content: undefined }, 'content should not be empty, content must be a string'],
    [{ content: 5 }, 'content must be a string'],
    [{ content: '' }, 'content should not be empty'],
    [{ content: ' \n ' }, 'content should not be empty'],
    [{ content: 'a\0b' }, 'content must be well-formed text'],
    [{ content: '\ud800' }, 'content must be well-formed text'],
    [{ content: 'x'.repeat(limits.text + 1) }, 'content must be shorter than or equal to 16000 characters'],
    [{ clientId: 'x'.repeat(65) }, 'clientId must be shorter than or equal to 64 characters'],
    [{ clientId: 5 }, 'clientId must be a string'],
    [{ sender_id: '1', content: 5 }, 'sender_id must be an integer number, content must be a string'],
  ];
  it('says what is wrong with a message, and stores nothing', async () => {
    const { users, conversationId } = await directPair(application);
    const ada = chat(application.address, users.ada);
    await settled(ada);
    const before = await application.rowCounts();
    for (const [index, [change, text]] of wrong.entries()) {
      ada.emit('send-message', textBy(users.ada, conversationId, 'good', change));
      expect(await errorText(ada, index + 1)).toBe(text);
    }
    expect(await application.rowCounts()).toEqual(before);
    expect(application.faults).toEqual([]);
    ada.close();
  });

  it('refuses a foreign conversation', async () => {
    const { conversationId } = await directPair(application);
    const eve = await application.user('eve');
    const client = chat(application.address, eve);
    client.emit('send-message', textBy(eve, conversationId, 'let me in'));
    expect(await errorText(client)).toBe('Unauthorized to join this conversation');
    client.close();
  });

  it('is answered in the order of the socket, and every reader has that order', async () => {
    const { users, conversationId } = await directPair(application);
    const ada = await joinedChat(application.address, users.ada, conversationId);
    const grace = await joinedChat(application.address, users.grace, conversationId);
    // The empty ones are refused at once, and yet not before those that came first.
    const contents = Array.from({ length: 200 }, (_, index) => (index % 10 === 9 ? '' : `message ${index}`));
    for (const content of contents) ada.emit('send-message', textBy(users.ada, conversationId, content));
    const good = contents.filter((content) => content !== '');
    await grace.next('receive-message', good.length);
    expect(grace.all<RestMessage>('receive-message').map(({ content }) => content)).toEqual(good);
    await ada.next('message-error', 20);
    const answers = ada.heard.filter(({ event }) => /^message-(sent|error)$/.test(event));
    const answered = answers.map(({ payload }) => (payload as Partial<RestMessage>).content ?? '');
    expect(answered).toEqual(contents);
    for (const client of [ada, grace]) client.close();
  });

  it('is refused over the limit, with the time to wait, and stores nothing', async () => {
    const limited = await startApplication({ SEND_LIMIT: '3/1h' });
    try {
      const ada = await present(limited, 'ada');
      const grace = await limited.user('grace');
      const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.id });
      const client = chat(limited.address, ada.user);
      const first = textBy(ada.user, conversationId, 'first', { clientId: 'one' });
      const stored = await client.ask('send-message', first);
      await send(ada.client, conversationId, 'by the hub');
      await client.ask('send-message', textBy(ada.user, conversationId, 'third'));
      client.emit('send-message', textBy(ada.user, conversationId, 'fourth'));
      expect(await errorText(client)).toMatch(/^Too many messages, try again in 3[56]\d\d s$/);
      // A repeat is answered whatever the limit says.
      expect(await client.ask('send-message', first)).toEqual(stored);
      expect((await limited.rowCounts()).messages).toBe(3);
      client.close();
    } finally {
      await limited.stop();
    }
  });
});

describe('the same client id', () => {
  it('over this dialect and the hub at once is one message, answered alike', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const [one, two] = [chat(application.address, users.ada), chat(application.address, users.ada)];
    const listener = await joinedChat(application.address, users.grace, conversationId);
    const clientId = randomUUID();
    const message = textBy(users.ada, conversationId, 'once', { clientId });
    const byHub = () => ada.ok('message.send', { conversationId, content: 'once', clientId });
    const answers: unknown[] = await Promise.all([
      one.ask('send-message', message),
      byHub(),
      two.ask('send-message', message),
      byHub(),
      one.ask('send-message', message),
    ]);
    const [first, hub] = answers as [RestMessage, unknown];
    expect(answers).toEqual([first, hub, first, hub, first]);
    expect(hub).toMatchObject({ id: first.id, createdAt: first.timestamp });
    expect((await grace.ok('conversation.history', { conversationId })).messages).toHaveLength(1);
    await listener.next('receive-message');
    await settled(listener);
    expect(listener.all('receive-message')).toHaveLength(1);
    for (const client of [one, two, listener]) client.close();
  });
});
