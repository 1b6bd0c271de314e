import { describe, expect, it } from 'vitest';
import { conversationsAcks, conversationsEvents } from '#server/protocol/conversations.ts';
import { limits } from '#server/protocol/limits.ts';
import type { RestMessage } from '#server/protocol/rest.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { type ChatClient, chat, joinedChat, settled, textBy } from '#server/testing/chat-client.ts';
import { joinChat, say, sessionOf, supportDesk } from '#server/testing/support.ts';
import { directPair, group, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

/** The text of the `message-error` number `place`. */
const errorText = async (client: ChatClient, place = 1) =>
  (await client.next<{ error: string }>('message-error', place)).error;

describe('typing', () => {
  it('is told to the others in the room, and not to oneself', async () => {
    const { users, conversationId } = await directPair(application);
    const [ada, other] = [
      await joinedChat(application.address, users.ada, conversationId),
      await joinedChat(application.address, users.ada, conversationId),
    ];
    const [grace, outside] = [
      await joinedChat(application.address, users.grace, conversationId),
      chat(application.address, users.grace),
    ];
    const typing = { conversationId, userId: users.ada.id, isTyping: true };
    await settled(outside);
    ada.emit('typing', typing);
    expect(await grace.next('user-typing')).toEqual(typing);
    await Promise.all([ada, other, outside].map(settled));
    for (const client of [ada, other, outside]) expect(client.all('user-typing')).toEqual([]);
    for (const client of [ada, other, grace, outside]) client.close();
  });

  it.each([
    [{ isTyping: 'true' }, 'isTyping must be a boolean value'],
    [{ isTyping: undefined }, 'isTyping should not be empty, isTyping must be a boolean value'],
    [{ userId: 1e9 }, 'userId does not match'],
    [{ conversationId: 1e9 }, 'Conversation not found'],
  ])('refuses %j', async (change, message) => {
    const { users, conversationId } = await directPair(application);
    const ada = chat(application.address, users.ada);
    ada.emit('typing', { conversationId, userId: users.ada.id, isTyping: true, ...change });
    expect(await ada.next('error')).toEqual({ message });
    ada.close();
  });
});

describe('user:online and user:offline', () => {
  it('reach those who share a conversation, and a new socket hears who is there', async () => {
    const [ada, grace, eve] = await Promise.all(
      ['ada', 'grace', 'eve'].map((name) => application.user(name)),
    );
    if (!ada || !grace || !eve) throw new Error('Three people are needed');
    const hub = await application.connect(ada);
    await hub.ok('conversation.direct', { userId: grace.id });
    hub.close();
    await hub.closed();

    const first = chat(application.address, ada);
    const stranger = chat(application.address, eve);
    await Promise.all([settled(first), settled(stranger)]);
    const second = chat(application.address, grace);
    expect(await first.next('user:online')).toEqual({ userId: grace.id });
    expect(await second.next('user:online')).toEqual({ userId: ada.id });
    const again = chat(application.address, grace);
    expect(await again.next('user:online')).toEqual({ userId: ada.id });

    again.close();
    second.close();
    expect(await first.next('user:offline')).toEqual({ userId: grace.id });
    await Promise.all([settled(first), settled(stranger)]);
    expect(first.all('user:online')).toHaveLength(1);
    expect([...stranger.all('user:online'), ...stranger.all('user:offline')]).toEqual([]);
    for (const client of [first, stranger]) client.close();
  });
});

describe('beside the hub', () => {
  it('messages, typing and presence pass both ways', async () => {
    const { ada: hub, users, conversationId } = await directPair(application);
    const grace = await joinedChat(application.address, users.grace, conversationId);
    expect(await grace.next('user:online')).toEqual({ userId: users.ada.id });

    const { id } = await send(hub, conversationId, 'from the hub');
    expect(await grace.next('receive-message')).toMatchObject({
      id,
      content: 'from the hub',
      message_type: 'text',
    });
    const sent = await grace.ask('send-message', textBy(users.grace, conversationId, 'from the document'));
    const pushed = await hub.next('changes', (delta) =>
      delta.messages.some(({ content }) => content === 'from the document'),
    );
    expect(pushed.messages[0]).toMatchObject({ id: (sent as RestMessage).id, senderId: users.grace.id });

    await hub.ok('conversation.typing', { conversationId, typing: true });
    expect(await grace.next('user-typing')).toEqual({
      conversationId,
      userId: users.ada.id,
      isTyping: true,
    });
    grace.emit('typing', { conversationId, userId: users.grace.id, isTyping: true });
    expect(await hub.next('typing')).toMatchObject({ conversationId, userId: users.grace.id, typing: true });
    grace.close();
  });

  it('who was removed from the conversation hears nothing more of it', async () => {
    const [ada, grace] = [await present(application, 'ada'), await present(application, 'grace')];
    const conversationId = await group(ada, grace);
    const client = await joinedChat(application.address, grace.user, conversationId);
    const stays = await joinedChat(application.address, ada.user, conversationId);
    await ada.client.ok('conversation.remove', { conversationId, userId: grace.user.id });
    await send(ada.client, conversationId, 'without you');
    // After the line that says so.
    expect(await stays.next('receive-message', 2)).toMatchObject({ content: 'without you' });
    client.emit('send-message', textBy(grace.user, conversationId, 'still here?'));
    expect(await errorText(client)).toBe('Unauthorized to join this conversation');
    await settled(client);
    const heard = client.all<RestMessage>('receive-message').map(({ content }) => content);
    expect(heard).not.toContain('without you');
    expect(await client.ask('join-conversation', { conversationId, userId: grace.user.id })).toMatchObject({
      success: false,
    });
    client.close();
    stays.close();
  });
});

describe('a support chat', () => {
  it('is joined by an admin, and passes to and from its own dialect', async () => {
    const { ada, admin, chat: desk, chatId } = await supportDesk(application);
    await joinChat(ada, chatId);
    const client = await joinedChat(application.address, admin.user, desk.id);
    expect(await ada.client.next('participantUpdate')).toMatchObject({
      userId: admin.user.id,
      action: 'joined',
    });
    const asked = await say(ada, chatId, 'It does not start');
    const conversation = { id: desk.id, sender_id: ada.user.id, receiver_id: null };
    expect(await client.next('receive-message')).toMatchObject({
      id: Number(asked.id),
      content: 'It does not start',
      conversation,
    });

    const answer = await client.ask('send-message', textBy(admin.user, desk.id, 'Is it plugged in?'));
    // The first answer claims the chat.
    expect(answer).toMatchObject({ conversation: { ...conversation, receiver_id: admin.user.id } });
    expect(await ada.client.next('newMessage', 2)).toMatchObject({ text: 'Is it plugged in?' });
    client.emit('typing', { conversationId: desk.id, userId: admin.user.id, isTyping: true });
    expect(await ada.client.next('userTyping')).toMatchObject({ userId: admin.user.id, isTyping: true });
    ada.client.emit('typing', { chatId, isTyping: true });
    expect(await client.next('user-typing')).toEqual({
      conversationId: desk.id,
      userId: ada.user.id,
      isTyping: true,
    });

    await client.ask('leave-conversation', { conversationId: desk.id });
    expect(await ada.client.next('participantUpdate', 2)).toMatchObject({ action: 'left' });
    await application.core.support.change(sessionOf(admin.user), chatId, { status: 'CLOSED' });
    expect(await client.ask('send-message', textBy(admin.user, desk.id, 'Bye'))).toEqual({
      error: 'Chat is closed',
    });
    for (const each of [ada.client, admin.client, client]) each.close();
  });

  it('is nobody else’s', async () => {
    const { chat: desk } = await supportDesk(application);
    const eve = await application.user('eve');
    const client = chat(application.address, eve);
    expect(await client.ask('join-conversation', { conversationId: desk.id, userId: eve.id })).toEqual({
      success: false,
      conversationId: desk.id,
      error: 'Unauthorized to join this conversation',
    });
    client.close();
  });
});

describe('anything else', () => {
  it('is answered with an error, and the connection lives', async () => {
    const client = chat(application.address, await application.user());
    client.emit('no-such-event', { some: 'thing' });
    expect(await client.next('error')).toEqual({ message: 'Unknown event' });
    expect(await client.ask('constructor')).toEqual({ error: 'Unknown event' });
    client.emit('error', 'mine');
    client.emit('send-message', Buffer.from('bytes'), new ArrayBuffer(4));
    expect(await errorText(client)).toContain('sender_id should not be empty');
    await settled(client);
    expect(client.socket.connected).toBe(true);
    expect(application.faults).toEqual([]);
    client.close();
  });

  it('over 64 KiB closes the socket, and nothing is stored', async () => {
    const { users, conversationId } = await directPair(application);
    const client = await joinedChat(application.address, users.ada, conversationId);
    const before = await application.rowCounts();
    client.emit('send-message', textBy(users.ada, conversationId, 'x'.repeat(limits.frameBytes)));
    await client.closed();
    expect(await application.rowCounts()).toEqual(before);
  });
});

it('every event and acknowledgement is as the schemas say', async () => {
  const { grace: hub, users, conversationId } = await directPair(application);
  const ada = await joinedChat(application.address, users.ada, conversationId);
  const grace = await joinedChat(application.address, users.grace, conversationId);
  const userId = users.ada.id;
  const calls: [keyof typeof conversationsAcks, object][] = [
    ['send-message', textBy(users.ada, conversationId, 'hello')],
    ['join-conversation', { conversationId, userId }],
    ['typing', { conversationId, userId, isTyping: true }],
    ['leave-conversation', { conversationId }],
  ];
  grace.emit('typing', { conversationId, userId: users.grace.id, isTyping: false });
  await ada.next('user-typing');
  for (const [event, payload] of calls)
    for (const input of [payload, {}]) conversationsAcks[event].parse(await ada.ask(event, input));
  grace.close();
  hub.close();
  await ada.next('user:offline');
  const heard = new Set(ada.heard.map(({ event }) => event));
  expect([...heard].toSorted()).toEqual(Object.keys(conversationsEvents).toSorted());
  for (const { event, payload } of ada.heard)
    conversationsEvents[event as keyof typeof conversationsEvents].strict().parse(payload);
  ada.close();
});
