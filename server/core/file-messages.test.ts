import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { joinedChat, textBy } from '#server/testing/chat-client.ts';
import { directPair, heardVersion, send, uuidOf } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { joinChat, openSupport, sessionOf } from '#server/testing/support.ts';
import { RED_PNG, upload } from '#server/testing/uploads.ts';

const application = sharedApplication();

/** Ada and Grace in a direct conversation; Grace hears of it over every dialect that pushes. */
async function everywhere() {
  const pair = await directPair(application);
  const { users, conversationId } = pair;
  const { address } = application;
  const { token } = users.grace;
  const uuid = await uuidOf(application, conversationId);
  const conversations = await joinedChat(address, users.grace, conversationId);
  const support = openSupport(application, users.grace);
  await joinChat({ user: users.grace, client: support }, String(conversationId));
  const feed = openRaw(address, '/ws/feed');
  await feed.send({ type: 'auth', token });
  await feed.next((frame) => frame.type === 'auth_success');
  const subscriptions = openRaw(address, `/chats/ws?token=${token}`);
  await subscriptions.send({ action: 'subscribe', chat_ids: [uuid] });
  await subscriptions.next((frame) => frame.action === 'subscribe_response');
  const sockets = [conversations, support, feed, subscriptions];
  onTestFinished(() => sockets.forEach((socket) => socket.close()));
  return {
    ...pair,
    /** What each says of the next message. */
    heard: async () => ({
      conversations: await conversations.next('receive-message'),
      support: await support.next('newMessage'),
      feed: await feed.next((frame) => frame.type === 'new_message'),
      subscriptions: await subscriptions.next((frame) => 'message' in frame),
    }),
  };
}

describe('a message with a file', () => {
  it('is heard in every dialect, each in its words', async () => {
    const { ada, users, conversationId, heard } = await everywhere();
    const { url, ...file } = await upload(application, users.ada, RED_PNG, 'red.png');
    await ada.ok('message.send', { conversationId, content: '', clientId: 'one', fileId: file.id });
    const said = await heard();
    expect(said.conversations).toMatchObject({ message_type: 'image', content: url });
    expect(said.conversations).not.toHaveProperty('caption');
    expect(said.support).toMatchObject({ fileUrl: url });
    expect(said.support).not.toHaveProperty('text');
    expect(said.feed).toMatchObject({ payload: { content: url } });
    expect(said.subscriptions).toMatchObject({ message: url });
    const { messages } = await ada.ok('conversation.history', { conversationId });
    expect(messages.at(-1)).toMatchObject({ kind: 'image', content: '', file });
  });

  it('loses nothing of what is written under it', async () => {
    const { ada, users, conversationId, heard } = await everywhere();
    const { url, id } = await upload(application, users.ada);
    await ada.ok('message.send', { conversationId, content: 'Read this', clientId: 'one', fileId: id });
    const said = await heard();
    expect(said.conversations).toMatchObject({ message_type: 'file', content: url, caption: 'Read this' });
    expect(said.support).toMatchObject({ fileUrl: url, text: 'Read this' });
    expect(said.feed).toMatchObject({ payload: { content: `Read this\n${url}` } });
    expect(said.subscriptions).toMatchObject({ message: `Read this\n${url}` });
  });

  it.each([
    ['its address', 'image', 'url'],
    ['its id', 'file', 'id'],
  ] as const)('is sent over conversations by %s, its kind told by its bytes', async (_how, type, field) => {
    const { users, conversationId } = await directPair(application);
    const file = await upload(application, users.ada, RED_PNG, 'red.png');
    const client = await joinedChat(application.address, users.ada, conversationId);
    onTestFinished(() => client.close());
    const answer = await client.ask(
      'send-message',
      textBy(users.ada, conversationId, file[field], { message_type: type }),
    );
    expect(answer).toMatchObject({ message_type: 'image', content: file.url });
  });

  it('that is only linked stays a link', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const client = await joinedChat(application.address, users.ada, conversationId);
    onTestFinished(() => client.close());
    const link = 'https://example.com/cat.png';
    const image = textBy(users.ada, conversationId, link, { message_type: 'image' });
    expect(await client.ask('send-message', image)).toMatchObject({ message_type: 'image', content: link });
    const { messages } = await ada.ok('conversation.history', { conversationId });
    expect(messages.at(-1)).toMatchObject({ kind: 'image', content: link, file: null });
  });

  it('is sent over support by its id', async () => {
    const { users, conversationId } = await directPair(application);
    const { id, url } = await upload(application, users.ada);
    const client = openSupport(application, users.ada);
    onTestFinished(() => client.close());
    const message = { fileId: id, text: 'Here' };
    expect(await client.ask('sendMessage', { chatId: String(conversationId), message })).toMatchObject({
      event: 'messageSent',
      data: { fileUrl: url, text: 'Here' },
    });
  });

  it('is sent by nobody but its uploader, in any dialect', async () => {
    const { grace, users, conversationId } = await directPair(application);
    const { id, url } = await upload(application, users.ada);
    for (const fileId of [id, randomUUID()])
      expect(
        await grace.refused('message.send', { conversationId, content: 'mine', clientId: 'one', fileId }),
      ).toMatchObject({ code: 'file_not_found' });
    const chat = await joinedChat(application.address, users.grace, conversationId);
    const desk = openSupport(application, users.grace);
    onTestFinished(() => [chat, desk].forEach((client) => client.close()));
    const stolen = textBy(users.grace, conversationId, url, { message_type: 'file' });
    expect(await chat.ask('send-message', stolen)).toEqual({ error: 'File not found' });
    expect(
      await desk.ask('sendMessage', { chatId: String(conversationId), message: { fileId: id } }),
    ).toEqual({ event: 'error', data: 'File not found' });
    expect((await grace.ok('conversation.history', { conversationId })).messages).toEqual([]);
  });

  it('keeps its place among what is sent before and after it', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const { id } = await upload(application, users.ada);
    const sends = Array.from({ length: 12 }, (_, index) =>
      ada.ok('message.send', {
        conversationId,
        content: `message ${index}`,
        clientId: `send ${index}`,
        ...(index % 3 === 0 && { fileId: id }),
      }),
    );
    const places = (await Promise.all(sends)).map(({ seq }) => seq);
    expect(places).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('is quoted and listed with its file, live and read anew, until it is deleted', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const { url: _, ...file } = await upload(application, users.ada, '%PDF-1.7', 'paper.pdf');
    const first = await ada.ok('message.send', {
      conversationId,
      content: '',
      clientId: 'a',
      fileId: file.id,
    });
    const listed = async () => (await grace.ok('conversation.list', {})).items[0]?.last;
    expect(await listed()).toMatchObject({ kind: 'file', excerpt: '', file });
    const reply = await grace.ok('message.send', {
      conversationId,
      content: 'Thanks',
      clientId: 'b',
      replyToId: first.id,
    });
    const delta = await heardVersion(ada, conversationId, reply.version);
    expect(delta.messages[0]?.replyTo).toMatchObject({ excerpt: '', file });
    const read = async () => (await ada.ok('conversation.history', { conversationId })).messages;
    expect((await read())[1]?.replyTo).toEqual(delta.messages[0]?.replyTo);
    await ada.ok('message.delete', { messageId: first.id });
    expect((await read())[0]).toMatchObject({ content: '', file: null });
    expect((await read())[1]?.replyTo).toMatchObject({ excerpt: '', file: null, deleted: true });
    expect(await application.core.files.known([file.id])).toEqual([]);
  });

  it('keeps the bytes as long as another message shows them', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const { id } = await upload(application, users.ada);
    const show = (clientId: string) =>
      ada.ok('message.send', { conversationId, content: '', clientId, fileId: id });
    const [one, two] = [await show('one'), await show('two')];
    await ada.ok('message.delete', { messageId: one.id });
    expect(await application.core.files.known([id])).toEqual([id]);
    await ada.ok('message.delete', { messageId: two.id });
    expect(await application.core.files.known([id])).toEqual([]);
    // The answer to the first send was lost, and the client asks again.
    expect(await show('one')).toMatchObject({ id: one.id });
  });

  it('needs content where it has no file', async () => {
    const { ada, conversationId } = await directPair(application);
    expect(
      await ada.refused('message.send', { conversationId, content: ' ', clientId: 'one' }),
    ).toMatchObject({
      code: 'validation_failed',
      details: { fields: { content: 'content should not be empty' } },
    });
    await send(ada, conversationId, 'text');
  });

  it('is refused in a closed chat, and its file stays the uploader’s', async () => {
    const client = await application.user('client');
    const admin = await application.user('admin', 'ADMIN');
    const { chat } = await application.core.support.open(sessionOf(client), {});
    const { id } = await upload(application, client);
    await application.core.support.change(sessionOf(admin), String(chat.id), { status: 'CLOSED' });
    const input = { conversationId: chat.id, content: '', fileId: id };
    await expect(application.core.messages.send(sessionOf(client), input)).rejects.toMatchObject({
      code: 'chat_closed',
    });
    expect(await application.core.files.known([id])).toEqual([id]);
  });
});
