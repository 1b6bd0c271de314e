import { describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, heardVersion, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

describe('message.send', () => {
  it('is acknowledged with its place, and pushed to everybody in the conversation', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const sent = await ada.ok('message.send', { conversationId, content: ' Hello \n', clientId: 'one' });
    expect(sent).toMatchObject({ conversationId, seq: 1, version: 2 });

    for (const client of [ada, grace]) {
      const delta = await heardVersion(client, conversationId, sent.version);
      expect(delta).toEqual({
        conversationId,
        since: 1,
        version: 2,
        lastSeq: 1,
        conversation: null,
        participants: [],
        messages: [
          {
            ...sent,
            senderId: users.ada.id,
            clientId: 'one',
            kind: 'text',
            content: ' Hello \n',
            replyTo: null,
            reactions: {},
            answer: null,
            file: null,
            replacesId: null,
            editedAt: null,
            deletedAt: null,
          },
        ],
      });
    }
  });

  it('quotes the message that it replies to', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const long = 'é👍'.repeat(200);
    const first = await send(ada, conversationId, long);
    const reply = await grace.ok('message.send', {
      conversationId,
      content: 'indeed',
      clientId: 'r',
      replyToId: first.id,
    });
    const delta = await heardVersion(ada, conversationId, reply.version);
    const quote = {
      id: first.id,
      seq: 1,
      senderId: users.ada.id,
      excerpt: 'é👍'.repeat(limits.excerpt / 2),
      deleted: false,
      file: null,
      createdAt: first.createdAt,
    };
    expect(delta.messages[0]?.replyTo).toEqual(quote);
    const page = await ada.ok('conversation.history', { conversationId });
    expect(page.messages[1]?.replyTo).toEqual(quote);

    await ada.ok('message.delete', { messageId: first.id });
    const after = await ada.ok('conversation.history', { conversationId });
    expect(after.messages[1]?.replyTo).toEqual({ ...quote, excerpt: '', deleted: true });
  });

  it('refuses to reply to what is not there, elsewhere, or a line about the conversation', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const carol = await present(application, 'carol');
    const elsewhere = await group({ user: users.ada, client: ada }, carol);
    const { messages } = await ada.ok('conversation.history', { conversationId: elsewhere });
    const foreign = await send(carol.client, elsewhere, 'elsewhere');
    for (const replyToId of [foreign.id, messages[0]?.id ?? 0, 1_000_000_000]) {
      const error = await ada.refused('message.send', {
        conversationId,
        content: 'reply',
        clientId: 'x',
        replyToId,
      });
      expect(error.code).toBe('reply_not_found');
    }
    expect((await ada.ok('conversation.history', { conversationId })).messages).toEqual([]);
  });

  it('makes one message of the same client id, however often and whenever it comes', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const sockets = [ada, await application.connect(users.ada), await application.connect(users.ada)];
    const input = { conversationId, content: 'once', clientId: 'same' };
    const answers = await Promise.all(
      [0, 1, 2, 0, 1].map((socket) => sockets[socket]?.command('message.send', input)),
    );
    const later = await ada.command('message.send', { ...input, content: 'another text' });
    expect(answers[0]).toMatchObject({ ok: true, data: { seq: 1 } });
    for (const answer of [...answers, later]) expect(answer).toEqual(answers[0]);
    const { messages } = await ada.ok('conversation.history', { conversationId });
    expect(messages.map(({ content }) => content)).toEqual(['once']);
  });

  it('takes the same client id of two people, or in two conversations, for two messages', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const other = await group({ user: users.ada, client: ada }, { user: users.grace, client: grace });
    const sends = await Promise.all([
      ada.ok('message.send', { conversationId, content: 'a', clientId: 'same' }),
      grace.ok('message.send', { conversationId, content: 'b', clientId: 'same' }),
      ada.ok('message.send', { conversationId: other, content: 'c', clientId: 'same' }),
    ]);
    expect(new Set(sends.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps the order in which one socket sends', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const contents = Array.from({ length: 300 }, (_, index) => `message ${index}`);
    const sent = await Promise.all(contents.map((content) => send(ada, conversationId, content)));
    expect(sent.map(({ seq }) => seq)).toEqual(contents.map((_, index) => index + 1));
    await heardVersion(grace, conversationId, sent.at(-1)?.version ?? 0);
    const pushed = grace.all('changes').flatMap(({ messages }) => messages.map(({ content }) => content));
    expect(pushed).toEqual(contents);
  });

  it('moves the read pointer of its sender', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    await send(ada, conversationId, 'one');
    await send(grace, conversationId, 'two');
    const { participants } = await ada.ok('conversation.open', { conversationId });
    expect(Object.fromEntries(participants.map(({ userId, readSeq }) => [userId, readSeq]))).toEqual({
      [users.ada.id]: 1,
      [users.grace.id]: 2,
    });
  });

  it.each(['', ' \n ', 'a\0b', '\ud800', 'x'.repeat(limits.text + 1)])(
    'refuses the text %j',
    async (content) => {
      const { ada, conversationId } = await directPair(application);
      const error = await ada.refused('message.send', { conversationId, content, clientId: 'x' });
      expect(error.code).toBe('validation_failed');
      expect(Object.keys(error.details?.fields ?? {})).toEqual(['content']);
    },
  );

  it('takes the longest text there is, as it is', async () => {
    const { ada, conversationId } = await directPair(application);
    for (const content of ['👍'.repeat(limits.text), '"\n'.repeat(limits.text / 2)])
      expect((await send(ada, conversationId, content)).seq).toBeGreaterThan(0);
    const { messages } = await ada.ok('conversation.history', { conversationId });
    expect(messages[0]?.content).toBe('👍'.repeat(limits.text));
  });
});

describe('message.edit', () => {
  it('changes the text and marks the message, for everybody', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const sent = await send(ada, conversationId, 'helo');
    const { version } = await ada.ok('message.edit', { messageId: sent.id, content: 'hello' });
    expect(version).toBe(sent.version + 1);
    const delta = await heardVersion(grace, conversationId, version);
    expect(delta.messages).toMatchObject([{ id: sent.id, seq: 1, version, content: 'hello' }]);
    expect(delta.messages[0]?.editedAt).not.toBeNull();
  });

  it('changes nothing where the text is the same', async () => {
    const { ada, conversationId } = await directPair(application);
    const sent = await send(ada, conversationId, 'hello');
    const answer = await ada.ok('message.edit', { messageId: sent.id, content: 'hello' });
    expect(answer).toEqual({ conversationId, version: sent.version });
  });

  it('is for its author only, and not for a deleted or a system message', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const sent = await send(ada, conversationId, 'hello');
    expect(await grace.refused('message.edit', { messageId: sent.id, content: 'x' })).toMatchObject({
      code: 'forbidden',
    });
    await ada.ok('message.delete', { messageId: sent.id });
    expect(await ada.refused('message.edit', { messageId: sent.id, content: 'x' })).toMatchObject({
      code: 'message_deleted',
    });
    const grouped = await group({ user: users.ada, client: ada });
    const { messages } = await ada.ok('conversation.history', { conversationId: grouped });
    expect(
      await ada.refused('message.edit', { messageId: messages[0]?.id ?? 0, content: 'x' }),
    ).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('message.delete', () => {
  it('leaves a tombstone in its place, once', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const sent = await send(ada, conversationId, 'a secret');
    await grace.ok('message.react', { messageId: sent.id, emoji: '👍', on: true });
    const { version } = await ada.ok('message.delete', { messageId: sent.id });
    const delta = await heardVersion(grace, conversationId, version);
    expect(delta.messages).toMatchObject([{ id: sent.id, seq: 1, content: '', reactions: {} }]);
    expect(delta.messages[0]?.deletedAt).not.toBeNull();
    expect(await ada.ok('message.delete', { messageId: sent.id })).toEqual({ conversationId, version });
    const { rows } = await application.pool.query('select content from messages where id = $1', [sent.id]);
    expect(rows).toEqual([{ content: '' }]);
  });

  it('is for its author, and in a group for the owner', async () => {
    const [ada, grace, carol] = await Promise.all(
      ['ada', 'grace', 'carol'].map((name) => present(application, name)),
    );
    if (!ada || !grace || !carol) throw new Error('somebody is missing');
    const conversationId = await group(ada, grace, carol);
    const sent = await send(grace.client, conversationId, 'mine');
    expect(await carol.client.refused('message.delete', { messageId: sent.id })).toMatchObject({
      code: 'forbidden',
    });
    await ada.client.ok('message.delete', { messageId: sent.id });

    const pair = await directPair(application);
    const direct = await send(pair.ada, pair.conversationId, 'mine');
    expect(await pair.grace.refused('message.delete', { messageId: direct.id })).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('message.react', () => {
  it('is put on and taken off, and told to everybody', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const { id: messageId } = await send(ada, conversationId, 'hello');
    await ada.ok('message.react', { messageId, emoji: '👍', on: true });
    await grace.ok('message.react', { messageId, emoji: '👍', on: true });
    const both = await grace.ok('message.react', { messageId, emoji: '❤️', on: true });
    expect((await heardVersion(ada, conversationId, both.version)).messages[0]?.reactions).toEqual({
      '👍': [users.ada.id, users.grace.id],
      '❤️': [users.grace.id],
    });
    expect(await grace.ok('message.react', { messageId, emoji: '❤️', on: true })).toEqual(both);
    await grace.ok('message.react', { messageId, emoji: '❤️', on: false });
    const last = await ada.ok('message.react', { messageId, emoji: '👍', on: false });
    expect((await heardVersion(grace, conversationId, last.version)).messages[0]?.reactions).toEqual({
      '👍': [users.grace.id],
    });
  });

  it('loses none when many react at once', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const { id: messageId } = await send(ada, conversationId, 'hello');
    const emojis = ['👍', '❤️', '😂', '🎉', '😮'];
    await Promise.all(
      [ada, grace].flatMap((client) =>
        emojis.map((emoji) => client.ok('message.react', { messageId, emoji, on: true })),
      ),
    );
    const { messages } = await ada.ok('conversation.history', { conversationId });
    expect(Object.values(messages[0]?.reactions ?? {}).map((users) => users.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('has at most twenty different emojis on a message', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const { id: messageId } = await send(ada, conversationId, 'hello');
    const emojis = Array.from({ length: limits.reactionsPerMessage + 1 }, (_, index) =>
      String.fromCodePoint(0x1f400 + index),
    );
    const extra = emojis.pop() ?? '';
    for (const emoji of emojis) await ada.ok('message.react', { messageId, emoji, on: true });
    expect(await ada.refused('message.react', { messageId, emoji: extra, on: true })).toMatchObject({
      code: 'too_many_reactions',
    });
    await grace.ok('message.react', { messageId, emoji: emojis[0] ?? '', on: true });
  });

  it('is not for a deleted or a system message', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const { id: messageId } = await send(ada, conversationId, 'hello');
    await ada.ok('message.delete', { messageId });
    const react = { emoji: '👍', on: true };
    expect(await ada.refused('message.react', { messageId, ...react })).toMatchObject({
      code: 'message_deleted',
    });
    const grouped = await group({ user: users.ada, client: ada });
    const { messages } = await ada.ok('conversation.history', { conversationId: grouped });
    expect(await ada.refused('message.react', { messageId: messages[0]?.id ?? 0, ...react })).toMatchObject({
      code: 'forbidden',
    });
  });
});
