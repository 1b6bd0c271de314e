import { describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, heardVersion, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();
const three = () =>
  Promise.all([present(application, 'ada'), present(application, 'grace'), present(application, 'carol')]);

describe('a direct conversation', () => {
  it('is one, also when both create it at once and repeatedly', async () => {
    const [ada, grace] = await three();
    const answers = await Promise.all(
      [ada, grace, ada, grace, ada, grace].map(({ client, user }) =>
        client.ok('conversation.direct', { userId: user === ada.user ? grace.user.id : ada.user.id }),
      ),
    );
    expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const { items } = await ada.client.ok('conversation.list', {});
    expect(items).toHaveLength(1);
    expect(items[0]?.peer).toEqual({
      id: grace.user.id,
      username: grace.user.account.username,
      name: grace.user.account.name,
      role: 'USER',
    });
  });

  it('is told to both', async () => {
    const [ada, grace] = await three();
    const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.user.id });
    for (const { client } of [ada, grace]) expect(await client.next('added')).toEqual({ conversationId });
  });

  it('needs somebody else who is there', async () => {
    const [ada] = await three();
    expect(await ada.client.refused('conversation.direct', { userId: ada.user.id })).toMatchObject({
      code: 'invalid_request',
    });
    expect(await ada.client.refused('conversation.direct', { userId: 1_000_000 })).toMatchObject({
      code: 'user_not_found',
    });
    const assistant = await application.user('assistant', 'ASSISTANT');
    expect(await ada.client.refused('conversation.direct', { userId: assistant.id })).toMatchObject({
      code: 'user_not_found',
    });
  });

  it('has no name, no members to change, and nobody leaves it', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const carol = await application.user('carol');
    for (const error of [
      await ada.refused('conversation.rename', { conversationId, title: 'x' }),
      await ada.refused('conversation.add', { conversationId, userIds: [carol.id] }),
      await ada.refused('conversation.remove', { conversationId, userId: users.grace.id }),
      await ada.refused('conversation.leave', { conversationId }),
    ])
      expect(error.code).toBe('forbidden');
  });
});

describe('a group', () => {
  it('begins with its creator as the owner and a line about itself', async () => {
    const [ada, grace] = await three();
    const conversationId = await group(ada, grace);
    const { summary, participants, people } = await grace.client.ok('conversation.open', { conversationId });
    expect(summary).toMatchObject({ kind: 'group', title: 'A group', peer: null, lastSeq: 1, version: 2 });
    // They joined at once, and their accounts were made at once: nothing says who is first.
    expect(new Map(participants.map(({ userId, role }) => [userId, role]))).toEqual(
      new Map([
        [ada.user.id, 'owner'],
        [grace.user.id, 'member'],
      ]),
    );
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set([ada.user.id, grace.user.id]));
    const { messages } = await grace.client.ok('conversation.history', { conversationId });
    expect(messages).toMatchObject([
      { kind: 'system', senderId: ada.user.id, content: `${ada.user.account.name} created the group` },
    ]);
  });

  it('is made once for a client id', async () => {
    const [ada, grace] = await three();
    const input = { title: 'Once', userIds: [grace.user.id], clientId: 'same' };
    const answers = await Promise.all([1, 2, 3].map(() => ada.client.ok('conversation.group', input)));
    expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const others = await grace.client.ok('conversation.group', { ...input, userIds: [ada.user.id] });
    expect(others.created).toBe(true);
  });

  it('may begin with its creator alone, named twice or not at all', async () => {
    const [ada] = await three();
    const create = (clientId: string, userIds: number[]) =>
      ada.client.ok('conversation.group', { title: 'Alone', userIds, clientId });
    for (const { conversationId } of [
      await create('none', []),
      await create('self', [ada.user.id, ada.user.id]),
    ]) {
      const { participants } = await ada.client.ok('conversation.open', { conversationId });
      expect(participants.map(({ userId }) => userId)).toEqual([ada.user.id]);
    }
  });

  it('takes in only people who are there, all or none', async () => {
    const [ada, grace] = await three();
    const create = { title: 'Ghosts', userIds: [grace.user.id, 1_000_000], clientId: 'ghosts' };
    expect(await ada.client.refused('conversation.group', create)).toMatchObject({ code: 'user_not_found' });
    const conversationId = await group(ada);
    const before = await application.rowCounts();
    const add = { conversationId, userIds: [grace.user.id, 1_000_000] };
    expect(await ada.client.refused('conversation.add', add)).toMatchObject({ code: 'user_not_found' });
    expect(await application.rowCounts()).toEqual(before);
  });

  it('is renamed by any member, once, and says so', async () => {
    const [ada, grace] = await three();
    const conversationId = await group(ada, grace);
    const { version } = await grace.client.ok('conversation.rename', {
      conversationId,
      title: '  New name ',
    });
    const delta = await heardVersion(ada.client, conversationId, version);
    expect(delta.conversation).toMatchObject({ title: 'New name', version });
    expect(delta.messages).toMatchObject([
      { kind: 'system', content: `${grace.user.account.name} named the group “New name”` },
    ]);
    expect(await ada.client.ok('conversation.rename', { conversationId, title: 'New name' })).toEqual({
      conversationId,
      version,
    });
  });

  it('takes in whom a member adds; whoever is in stays as they are', async () => {
    const [ada, grace, carol] = await three();
    const conversationId = await group(ada, grace);
    const { version } = await grace.client.ok('conversation.add', {
      conversationId,
      userIds: [carol.user.id, ada.user.id, carol.user.id],
    });
    expect(await carol.client.next('added')).toEqual({ conversationId });
    const delta = await heardVersion(ada.client, conversationId, version);
    expect(delta.participants).toContainEqual(
      expect.objectContaining({ userId: carol.user.id, role: 'member', leftAt: null }),
    );
    expect(delta.messages.map(({ content }) => content)).toEqual([
      `${grace.user.account.name} added ${carol.user.account.name}`,
    ]);
    const again = await ada.client.ok('conversation.add', { conversationId, userIds: [carol.user.id] });
    expect(again.version).toBe(version);
    // Whoever is new sees what was said before, and what is said from now on.
    const { messages } = await carol.client.ok('conversation.history', { conversationId });
    expect(messages).toHaveLength(2);
    const sent = await send(ada.client, conversationId, 'welcome');
    await heardVersion(carol.client, conversationId, sent.version);
  });

  it('has at most a thousand members', async () => {
    const [ada, grace, carol] = await three();
    const conversationId = await group(ada, grace);
    await application.pool.query(
      `with crowd as (insert into users (username, name, email)
         select 'crowd-' || n, 'crowd', 'crowd-' || n || '@example.com' from generate_series(1, $2) n returning id)
       insert into participants (conversation_id, user_id, version) select $1, id, 1 from crowd`,
      [conversationId, limits.groupMembers - 2],
    );
    expect(
      await ada.client.refused('conversation.add', { conversationId, userIds: [carol.user.id] }),
    ).toMatchObject({ code: 'too_many_members' });
    await ada.client.ok('conversation.remove', { conversationId, userId: grace.user.id });
    await ada.client.ok('conversation.add', { conversationId, userIds: [carol.user.id] });
  });

  it('is left by its owner to the longest member', async () => {
    const [ada, grace, carol] = await three();
    const conversationId = await group(ada, grace);
    await ada.client.ok('conversation.add', { conversationId, userIds: [carol.user.id] });
    const { version } = await ada.client.ok('conversation.leave', { conversationId });
    const delta = await heardVersion(grace.client, conversationId, version);
    expect(delta.participants).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ userId: grace.user.id, role: 'owner', leftAt: null }),
        expect.objectContaining({ userId: ada.user.id, role: 'member', leftAt: expect.any(String) }),
      ]),
    );
    expect(await ada.client.next('removed')).toEqual({ conversationId });
    await grace.client.ok('conversation.remove', { conversationId, userId: carol.user.id });
    await grace.client.ok('conversation.leave', { conversationId });
    expect(await grace.client.refused('conversation.open', { conversationId })).toMatchObject({
      code: 'conversation_not_found',
    });
  });

  it('loses members by its owner’s hand only', async () => {
    const [ada, grace, carol] = await three();
    const conversationId = await group(ada, grace, carol);
    const remove = (userId: number) => ({ conversationId, userId });
    expect(await grace.client.refused('conversation.remove', remove(carol.user.id))).toMatchObject({
      code: 'forbidden',
    });
    expect(await ada.client.refused('conversation.remove', remove(ada.user.id))).toMatchObject({
      code: 'invalid_request',
    });
    const { version } = await ada.client.ok('conversation.remove', remove(carol.user.id));
    expect(await ada.client.ok('conversation.remove', remove(carol.user.id))).toEqual({
      conversationId,
      version,
    });
    const stranger = await application.user('stranger');
    expect(await ada.client.ok('conversation.remove', remove(stranger.id))).toEqual({
      conversationId,
      version,
    });
  });

  it('stays whole when thirty people change it at once', async () => {
    const [ada, grace, carol] = await three();
    const conversationId = await group(ada, grace, carol);
    const strangers = await Promise.all(Array.from({ length: 30 }, () => application.user('stranger')));
    await Promise.all(
      strangers.map(({ id }, index) =>
        [ada, grace, carol][index % 3]?.client.ok('conversation.add', { conversationId, userIds: [id] }),
      ),
    );
    await Promise.all(
      strangers.map(({ id }) => ada.client.ok('conversation.remove', { conversationId, userId: id })),
    );
    const { messages } = await ada.client.ok('conversation.history', { conversationId, limit: 100 });
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 }, (_, index) => index + 1));
    expect(application.faults).toEqual([]);
  });
});

describe('a conversation that is foreign, and one that is not there,', () => {
  it('get the same answers to every command', async () => {
    const { ada, conversationId } = await directPair(application);
    const [stranger, other] = await three();
    const grouped = await group(stranger, other);
    const foreign = await send(ada, conversationId, 'private');
    const sent = await send(other.client, grouped, 'text');
    await stranger.client.ok('conversation.remove', { conversationId: grouped, userId: other.user.id });
    const { client } = other;
    const answers = async (id: number, messageId: number) => [
      await client.refused('message.send', { conversationId: id, content: 'x', clientId: 'x' }),
      await client.refused('message.edit', { messageId, content: 'x' }),
      await client.refused('message.delete', { messageId }),
      await client.refused('message.react', { messageId, emoji: '👍', on: true }),
      await client.refused('conversation.open', { conversationId: id }),
      await client.refused('conversation.history', { conversationId: id }),
      await client.refused('conversation.changes', { conversationId: id, since: 0 }),
      await client.refused('conversation.rename', { conversationId: id, title: 'x' }),
      await client.refused('conversation.add', { conversationId: id, userIds: [other.user.id] }),
      await client.refused('conversation.add', { conversationId: id, userIds: [1_000_000] }),
      await client.refused('conversation.remove', { conversationId: id, userId: stranger.user.id }),
      await client.refused('conversation.leave', { conversationId: id }),
      await client.refused('conversation.read', { conversationId: id, seq: 1 }),
      await client.command('conversation.typing', { conversationId: id, typing: true }),
    ];
    const missing = await answers(1_000_000, 1_000_000_000);
    expect(await answers(conversationId, foreign.id)).toEqual(missing);
    // One that the asker was in, and a message of their own there.
    expect(await answers(grouped, sent.id)).toEqual(missing);
  });
});

describe('conversation.read', () => {
  it('moves the pointer on, never back and never past the end, and tells the others', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    for (const text of ['one', 'two', 'three']) await send(ada, conversationId, text);
    const read = (seq: number) => grace.ok('conversation.read', { conversationId, seq });
    const { version, readSeq } = await read(2);
    expect(readSeq).toBe(2);
    const delta = await heardVersion(ada, conversationId, version);
    expect(delta.participants).toMatchObject([{ userId: users.grace.id, readSeq: 2, version }]);
    expect(await read(1)).toEqual({ conversationId, version, readSeq: 2 });
    expect(await read(1_000)).toMatchObject({ readSeq: 3 });
    expect(await read(0)).toMatchObject({ readSeq: 3 });
  });
});
