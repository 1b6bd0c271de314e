import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { joinedChat } from '#server/testing/chat-client.ts';
import { directPair, heardVersion, send } from '#server/testing/conversations.ts';
import { joinChat, openSupport, say, sessionOf, settled, supportDesk } from '#server/testing/support.ts';

const application = sharedApplication();

/** Ada speaks the hub, Grace `support`, in a direct conversation that Grace has joined. */
async function acrossDialects() {
  const { ada, users, conversationId } = await directPair(application);
  const grace = { user: users.grace, client: openSupport(application, users.grace) };
  const chatId = String(conversationId);
  await joinChat(grace, chatId);
  return { ada, grace, users, conversationId, chatId };
}

describe('between the hub and support', () => {
  it('messages pass, in any kind of conversation', async () => {
    const { ada, grace, users, conversationId, chatId } = await acrossDialects();
    const sent = await send(ada, conversationId, 'from the hub');
    expect(await grace.client.next('newMessage')).toEqual({
      id: String(sent.id),
      chatId,
      senderId: users.ada.id,
      text: 'from the hub',
      createdAt: sent.createdAt,
      sender: { id: users.ada.id, email: users.ada.account.email, role: 'USER' },
    });
    const message = await say(grace, chatId, 'from support');
    const delta = await heardVersion(ada, conversationId, sent.version + 1);
    expect(delta.messages).toMatchObject([
      { id: Number(message.id), senderId: users.grace.id, content: 'from support' },
    ]);
  });

  it('messages of both arrive in one order', async () => {
    const { ada, grace, conversationId, chatId } = await acrossDialects();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        index % 2 ? send(ada, conversationId, `hub ${index}`) : say(grace, chatId, `support ${index}`),
      ),
    );
    await grace.client.next('newMessage', 200);
    const { messages } = await ada.ok('conversation.history', { conversationId, limit: 100 });
    const heard = grace.client.all<{ text: string }>('newMessage').map(({ text }) => text);
    expect(new Set(heard).size).toBe(200);
    expect(heard.slice(100)).toEqual(messages.map(({ content }) => content));
  });

  it('typing passes', async () => {
    const { ada, grace, users, conversationId, chatId } = await acrossDialects();
    await ada.ok('conversation.typing', { conversationId, typing: true });
    expect(await grace.client.next('userTyping')).toEqual({
      userId: users.ada.id,
      email: users.ada.account.email,
      isTyping: true,
    });
    grace.client.emit('typing', { chatId, isTyping: true });
    expect(await ada.next('typing')).toEqual({ conversationId, userId: users.grace.id, typing: true });
  });

  it('reads pass: a pointer tells which messages, those names move a pointer', async () => {
    const { ada, grace, users, conversationId, chatId } = await acrossDialects();
    const { id: one } = await say(grace, chatId, 'one');
    const { id: two } = await say(grace, chatId, 'two');
    await ada.ok('conversation.read', { conversationId, seq: 1 });
    await ada.ok('conversation.read', { conversationId, seq: 2 });
    for (const [index, messageId] of [one, two].entries())
      expect(await grace.client.next('messagesRead', index + 1)).toEqual({
        userId: users.ada.id,
        messageIds: [messageId],
      });
    const sent = await send(ada, conversationId, 'three');
    await grace.client.ask('readMessages', { chatId, messageIds: [String(sent.id)] });
    const delta = await heardVersion(ada, conversationId, sent.version + 1);
    expect(delta.participants).toMatchObject([{ userId: users.grace.id, readSeq: 3 }]);
    await settled(grace);
    expect(grace.client.all('messagesRead')).toHaveLength(2);
  });

  it('who is removed from the conversation hears nothing more', async () => {
    const { ada, grace, users, chatId } = await acrossDialects();
    const { conversationId } = await ada.ok('conversation.group', {
      title: 'A group',
      userIds: [users.grace.id],
      clientId: randomUUID(),
    });
    const chat = String(conversationId);
    const watcher = { user: users.ada, client: openSupport(application, users.ada) };
    await joinChat(watcher, chat);
    await joinChat(grace, chat);
    await ada.ok('conversation.remove', { conversationId, userId: users.grace.id });
    const secret = await send(ada, conversationId, 'without Grace');
    await heardVersion(ada, conversationId, secret.version);
    expect(JSON.stringify(await watcher.client.next('newMessage', 2))).toContain('without Grace');
    await say(grace, chatId, 'still here');
    await grace.client.next('messageSent');
    expect(JSON.stringify(grace.client.heard)).not.toContain('without Grace');
    expect(await grace.client.ask('getActiveUsers', chat)).toMatchObject({
      event: 'error',
    });
  });
});

describe('between conversations and support', () => {
  it('joins count once for a user, typing passes', async () => {
    const { grace, users, conversationId, chatId } = await acrossDialects();
    const ada = await joinedChat(application.address, users.ada, conversationId);
    const update = { chatId, userId: users.ada.id };
    expect(await grace.client.next('participantUpdate')).toMatchObject({ ...update, action: 'joined' });
    const second = { user: users.ada, client: openSupport(application, users.ada) };
    await joinChat(second, chatId);
    expect(await grace.client.ask('getActiveUsers', chatId)).toMatchObject({
      data: { userIds: [users.grace.id, users.ada.id] },
    });
    ada.emit('typing', { conversationId, userId: users.ada.id, isTyping: true });
    expect(await grace.client.next('userTyping')).toMatchObject({ userId: users.ada.id, isTyping: true });
    grace.client.emit('typing', { chatId, isTyping: true });
    expect(await ada.next('user-typing')).toEqual({
      conversationId,
      userId: users.grace.id,
      isTyping: true,
    });
    second.client.close();
    await ada.ask('leave-conversation', { conversationId });
    expect(await grace.client.next('participantUpdate', 2)).toMatchObject({ ...update, action: 'left' });
    await settled(grace);
    expect(grace.client.all('participantUpdate')).toHaveLength(2);
  });
});

describe('a support chat over the hub', () => {
  it('shows its status, which a catch-up finds too', async () => {
    const { ada, admin, chat } = await supportDesk(application);
    const hub = await application.connect(ada.user);
    const conversationId = chat.id;
    const opened = await hub.ok('conversation.open', { conversationId });
    const state = { status: 'PENDING', clientId: ada.user.id, adminId: null, rating: null };
    expect(opened.summary.support).toEqual(state);
    await application.core.support.change(sessionOf(admin.user), String(chat.id), {
      adminId: admin.user.id,
    });
    const active = { ...state, status: 'ACTIVE', adminId: admin.user.id };
    const changed = await hub.next('changes', (delta) => delta.conversation !== null);
    expect(changed.conversation?.support).toEqual(active);
    const { delta } = await hub.ok('conversation.changes', { conversationId, since: opened.summary.version });
    expect(delta.conversation?.support).toEqual(active);
    const { items } = await hub.ok('conversation.list', {});
    expect(items.map(({ support }) => support)).toEqual([active]);
  });

  it('lets an admin in who opens or writes, and refuses when it is closed', async () => {
    const { ada, admin, chat, chatId } = await supportDesk(application);
    const hub = await application.connect(admin.user);
    const conversationId = chat.id;
    await hub.ok('conversation.open', { conversationId });
    await hub.next('added', (added) => added.conversationId === conversationId);
    const { seq, version } = await say(ada, chatId, 'hello').then(() =>
      send(hub, conversationId, 'How can I help?'),
    );
    expect(seq).toBe(2);
    await heardVersion(hub, conversationId, version);
    await application.core.support.change(sessionOf(admin.user), chatId, { status: 'CLOSED' });
    const error = await hub.refused('message.send', { conversationId, content: 'late', clientId: 'x' });
    expect(error).toMatchObject({ code: 'chat_closed', message: 'Chat is closed' });
    expect(await ada.client.ask('sendMessage', { chatId, message: { text: 'late' } })).toEqual({
      event: 'error',
      data: 'Chat is closed',
    });
  });
});
