import { describe, expect, it } from 'vitest';
import { supportAnswers, supportEvents } from '#server/protocol/support.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { openChat } from '#server/testing/chat-client.ts';
import {
  joinChat,
  openSupport,
  say,
  sessionOf,
  settled,
  supportDesk,
  supportPerson,
} from '#server/testing/support.ts';

const application = sharedApplication();

const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const id = expect.stringMatching(/^\d+$/) as string;

describe('Connection', () => {
  it('takes the token in auth, as bearer or in the query', async () => {
    const { token } = await application.user();
    for (const options of [
      { auth: { token } },
      { extraHeaders: { authorization: `Bearer ${token}` } },
      { query: { token } },
    ]) {
      const client = openChat(application.address, options);
      expect(await client.ask('joinChat', '1000000')).toEqual({
        event: 'error',
        data: 'Conversation not found',
      });
      client.close();
    }
  });

  it('refuses a missing and a bad token (README, finer decision 11)', async () => {
    expect(await openChat(application.address, {}).closed()).toBe('Token not provided');
    const bad = openChat(application.address, { auth: { token: 'nonsense' } });
    expect(await bad.closed()).toBe('Token is invalid');
  });

  it('ends with an error when the token is revoked (README, finer decision 19)', async () => {
    const { ada, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    await application.core.identity.signOut(sessionOf(ada.user));
    expect(await ada.client.next('error')).toBe('Token is invalid');
    expect(await ada.client.closed()).toBe('io server disconnect');
  });
});

describe('joinChat', () => {
  it('answers both ways, with the latest 50 messages in ascending order', async () => {
    const { ada, chatId } = await supportDesk(application);
    const texts = Array.from({ length: 53 }, (_, index) => `message ${index}`);
    const sent = await Promise.all(texts.map((text) => say(ada, chatId, text)));
    expect(sent.map(({ text }) => text)).toEqual(texts);
    const answer = await ada.client.ask('joinChat', chatId);
    expect(answer).toEqual({ event: 'joinedChat', data: { chatId, messages: sent.slice(3) } });
    expect(await ada.client.next('joinedChat')).toEqual({ chatId, messages: sent.slice(3) });
    expect(() => supportAnswers.joinedChat.parse((answer as { data: unknown }).data)).not.toThrow();
  });

  it('takes the uuid of the chat too, and answers the number', async () => {
    const { ada, chat, chatId } = await supportDesk(application);
    expect(await ada.client.ask('joinChat', chat.uuid)).toEqual({
      event: 'joinedChat',
      data: { chatId, messages: [] },
    });
  });

  it('is for the client and every admin, and nobody else', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    const stranger = await supportPerson(application, 'stranger');
    expect(await stranger.client.ask('joinChat', chatId)).toEqual({
      event: 'error',
      data: 'Conversation not found',
    });
    expect(await stranger.client.next('error')).toBe('Conversation not found');
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    await say(ada, chatId, 'hello');
    expect(await admin.client.next('newMessage')).toMatchObject({ text: 'hello' });
    await settled(stranger);
    expect(stranger.client.all('newMessage')).toEqual([]);
  });

  it('leaves out what was deleted', async () => {
    const { ada, chatId } = await supportDesk(application);
    const secret = await say(ada, chatId, 'a secret');
    await application.core.messages.remove(sessionOf(ada.user), { messageId: Number(secret.id) });
    expect(await joinChat(ada, chatId)).toEqual([]);
  });
});

describe('leaveChat', () => {
  it('answers both ways and ends the messages', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    expect(await admin.client.ask('leaveChat', chatId)).toEqual({ event: 'leftChat', data: chatId });
    expect(await admin.client.next('leftChat')).toBe(chatId);
    await say(ada, chatId, 'are you there?');
    await settled(admin);
    expect(admin.client.all('newMessage')).toEqual([]);
  });
});

describe('sendMessage', () => {
  it('answers both ways, and tells the room, the sender too', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    const second = { user: ada.user, client: openSupport(application, ada.user) };
    const message = await say(ada, chatId, ' Hello \n');
    expect(message).toEqual({
      id,
      chatId,
      senderId: ada.user.id,
      text: ' Hello \n',
      createdAt: timestamp,
      sender: { id: ada.user.id, email: ada.user.account.email, role: 'USER' },
    });
    expect(await ada.client.next('messageSent')).toEqual(message);
    for (const { client } of [ada, admin]) expect(await client.next('newMessage')).toEqual(message);
    await settled(second);
    expect(second.client.all('messageSent')).toEqual([]);
    expect(second.client.all('newMessage')).toEqual([]);
  });

  it('shows the message that it replies to', async () => {
    const { ada, chatId } = await supportDesk(application);
    const first = await say(ada, chatId, 'first');
    const answer = await ada.client.ask('sendMessage', {
      chatId,
      message: { text: 'second', replyToId: first.id },
    });
    const { sender: _, ...replyTo } = first;
    const reply = { text: 'second', replyToId: first.id, replyTo };
    expect(answer).toMatchObject({ event: 'messageSent', data: reply });
    expect((await joinChat(ada, chatId))[1]).toMatchObject(reply);
  });

  it('stores one message for a repeated clientId', async () => {
    const { ada, chatId } = await supportDesk(application);
    const message = { text: 'once', clientId: 'same' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => ada.client.ask('sendMessage', { chatId, message })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await joinChat(ada, chatId)).toHaveLength(1);
  });

  it('keeps the order of a socket, whatever form the ids have', async () => {
    const { ada, chat, chatId } = await supportDesk(application);
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`);
    await Promise.all(texts.map((text, index) => say(ada, index % 2 ? chat.uuid : chatId, text)));
    expect((await joinChat(ada, chatId)).map(({ text }) => text)).toEqual(texts.slice(10));
  });

  it.each([
    [{}, 'A message needs text or fileId'],
    [{ text: '' }, 'A message needs text or fileId'],
    [{ text: '  ' }, 'content should not be empty'],
    [{ text: 5 }, 'text must be a string'],
    [{ text: 'a\0b' }, 'content must be well-formed text'],
    [{ text: 'x'.repeat(16_001) }, 'content must be shorter than or equal to 16000 characters'],
    [{ text: 'x', clientId: 'x'.repeat(65) }, 'clientId must be shorter than or equal to 64 characters'],
    [{ text: 'x', replyToId: '1000000' }, 'Message to reply to not found'],
    [{ text: 'x', replyToId: 'nonsense' }, 'Message to reply to not found'],
    [{ fileId: '00000000-0000-4000-8000-000000000000' }, 'File not found'],
    ['text', 'message must be an object'],
  ])('refuses %j', async (message, text) => {
    const { ada, chatId } = await supportDesk(application);
    expect(await ada.client.ask('sendMessage', { chatId, message })).toEqual({ event: 'error', data: text });
    expect(await ada.client.next('error')).toBe(text);
    expect(await joinChat(ada, chatId)).toEqual([]);
  });
});

describe('typing', () => {
  it('is told to the others in the room, and to nobody outside', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    const outside = { user: admin.user, client: openSupport(application, admin.user) };
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    ada.client.emit('typing', { chatId, isTyping: true });
    expect(await admin.client.next('userTyping')).toEqual({
      userId: ada.user.id,
      email: ada.user.account.email,
      isTyping: true,
    });
    await ada.client.ask('typing', { chatId, isTyping: false });
    expect(await admin.client.next('userTyping', 2)).toMatchObject({ isTyping: false });
    await settled(ada);
    await settled(outside);
    expect(ada.client.all('userTyping')).toEqual([]);
    expect(outside.client.all('userTyping')).toEqual([]);
  });
});

describe('readMessages', () => {
  it('answers both ways, and tells the others in the room', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    const messageIds = [(await say(ada, chatId, 'one')).id, (await say(ada, chatId, 'two')).id];
    const marked = messageIds.map((messageId) => ({ id: messageId, readBy: admin.user.id }));
    expect(await admin.client.ask('readMessages', { chatId, messageIds })).toEqual({
      event: 'messagesMarkedRead',
      data: marked,
    });
    expect(await admin.client.next('messagesMarkedRead')).toEqual(marked);
    expect(await ada.client.next('messagesRead')).toEqual({ userId: admin.user.id, messageIds });
    await Promise.all([settled(ada), settled(admin)]);
    expect(ada.client.all('messagesRead')).toHaveLength(1);
    expect(admin.client.all('messagesRead')).toEqual([]);
  });

  it('tells of messages that the reader had answered already', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    await joinChat(admin, chatId);
    const { id: messageId } = await say(ada, chatId, 'a question');
    await say(admin, chatId, 'an answer');
    await admin.client.ask('readMessages', { chatId, messageIds: [messageId] });
    expect(await ada.client.next('messagesRead')).toEqual({
      userId: admin.user.id,
      messageIds: [messageId],
    });
  });

  it('moves the pointer, and refuses what is not in the chat', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(admin, chatId);
    const other = await supportDesk(application);
    const elsewhere = await say(other.ada, other.chatId, 'elsewhere');
    const { id: messageId } = await say(ada, chatId, 'here');
    expect(
      await admin.client.ask('readMessages', { chatId, messageIds: [elsewhere.id, 'nonsense'] }),
    ).toEqual({ event: 'error', data: 'Message not found' });
    await admin.client.ask('readMessages', { chatId, messageIds: [messageId, elsewhere.id] });
    const { participants } = await application.core.reading.open(sessionOf(admin.user), {
      conversationId: Number(chatId),
    });
    expect(participants.find(({ userId }) => userId === admin.user.id)).toMatchObject({ readSeq: 1 });
  });

  it.each([
    [{}, 'chatId must be a string, messageIds must be an array'],
    [{ chatId: '1', messageIds: [] }, 'messageIds should not be empty'],
    [{ chatId: '1', messageIds: [{}] }, 'messageIds must be a string'],
    [null, 'The payload must be an object'],
  ])('refuses %j', async (payload, text) => {
    const { client } = await supportPerson(application, 'ada');
    expect(await client.ask('readMessages', payload)).toEqual({ event: 'error', data: text });
  });
});

describe('getActiveUsers and participantUpdate', () => {
  it('tell of the first socket of a user in the room, and of the last', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    const second = { user: admin.user, client: openSupport(application, admin.user) };
    await joinChat(admin, chatId);
    await joinChat(second, chatId);
    const update = { chatId, userId: admin.user.id, timestamp };
    expect(await ada.client.next('participantUpdate')).toEqual({ ...update, action: 'joined' });
    const active = { chatId, userIds: [ada.user.id, admin.user.id] };
    expect(await ada.client.ask('getActiveUsers', chatId)).toEqual({ event: 'activeUsers', data: active });
    expect(await ada.client.next('activeUsers')).toEqual(active);

    await admin.client.ask('leaveChat', chatId);
    await settled(ada);
    expect(ada.client.all('participantUpdate')).toHaveLength(1);
    second.client.close();
    expect(await ada.client.next('participantUpdate', 2)).toEqual({ ...update, action: 'left' });
    expect(await ada.client.ask('getActiveUsers', chatId)).toMatchObject({
      data: { userIds: [ada.user.id] },
    });
    await settled(ada);
    expect(ada.client.all('participantUpdate')).toHaveLength(2);
  });
});

describe('chatStatusChanged', () => {
  it('goes to the room, the client and the admins', async () => {
    const { ada, admin, chatId } = await supportDesk(application);
    const other = await supportPerson(application, 'other', 'ADMIN');
    const stranger = await supportPerson(application, 'stranger');
    await Promise.all([ada, other, stranger].map(settled));
    await say(admin, chatId, 'How can I help?');
    for (const { client } of [ada, admin, other]) {
      const change = await client.next('chatStatusChanged');
      expect(change).toEqual({ chatId, status: 'ACTIVE' });
      expect(() => supportEvents.chatStatusChanged.parse(change)).not.toThrow();
    }
    await application.core.support.change(sessionOf(admin.user), chatId, { status: 'CLOSED' });
    expect(await ada.client.next('chatStatusChanged', 2)).toEqual({ chatId, status: 'CLOSED' });
    await application.core.support.change(sessionOf(ada.user), chatId, { status: 'PENDING' });
    expect(await other.client.next('chatStatusChanged', 3)).toEqual({ chatId, status: 'PENDING' });
    await settled(stranger);
    expect(stranger.client.all('chatStatusChanged')).toEqual([]);
  });
});

describe('Error Handling', () => {
  it.each(['nonsense', 'error', 'constructor', '__proto__', 'ping'])(
    'answers the unknown event %s',
    async (name) => {
      const { client } = await supportPerson(application, 'ada');
      expect(await client.ask(name, 'x')).toEqual({ event: 'error', data: 'Unknown event' });
      expect(await client.next('error')).toBe('Unknown event');
    },
  );

  it.each([[undefined], [null], [{}], [[]], [true], ['x'.repeat(100)], ['a\0b'], ['-1'], ['0']])(
    'refuses the chat %j and lives on',
    async (chatId) => {
      const { client } = await supportPerson(application, 'ada');
      for (const event of ['joinChat', 'leaveChat', 'getActiveUsers'])
        expect(await client.ask(event, chatId)).toMatchObject({ event: 'error', data: expect.any(String) });
      expect(await client.ask('typing', { chatId, isTyping: true })).toMatchObject({ event: 'error' });
      expect(await client.ask('sendMessage', { chatId, message: { text: 'x' } })).toMatchObject({
        event: 'error',
      });
      expect(application.faults).toEqual([]);
    },
  );
});
