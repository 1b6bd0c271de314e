import { describe, expect, it } from 'vitest';
import { chat, type ChatClient } from '#server/testing/chat-client.ts';
import { twoInstances } from '#server/testing/instances.ts';
import { openSupport, sessionOf } from '#server/testing/support.ts';
import type { TestApplication } from '#server/testing/application.ts';
import type { TestUser } from '#server/testing/users.ts';
import { until } from '#server/testing/until.ts';
import { connectAll } from './dialects.ts';
import { groupOf } from './places.ts';

const instances = twoInstances();

async function people() {
  const { one } = instances;
  const [ada, grace] = await Promise.all([one.user('ada'), one.user('grace')]);
  const { conversation } = await groupOf(one, ada, grace);
  return { ada, grace, conversation };
}

/** A socket of the `support` dialect in the room of a conversation. */
async function joined(application: TestApplication, user: TestUser, id: number): Promise<ChatClient> {
  const client = openSupport(application, user);
  await client.ask('joinChat', String(id));
  return client;
}

interface Attending {
  userId: number;
  action: 'joined' | 'left';
}
const updates = (client: ChatClient) =>
  client.all<Attending>('participantUpdate').map(({ userId, action }) => `${userId} ${action}`);

async function activeUsers(client: ChatClient, id: number): Promise<number[]> {
  const answer = (await client.ask('getActiveUsers', String(id))) as { data: { userIds: number[] } };
  return answer.data.userIds.toSorted((a, b) => a - b);
}

describe('on two instances', () => {
  it('one is online as long as any of them has a socket, and the hub tells once', async () => {
    const { one, other } = instances;
    const { ada, grace } = await people();
    const watching = await one.connect(ada);
    const ofGrace = () =>
      watching.all('presence').flatMap(({ userId, online }) => (userId === grace.id ? [online] : []));
    const first = await other.connect(grace);
    await watching.when(() => ofGrace().length === 1 || undefined, 'Grace comes');
    const { presences } = await watching.ok('presence.get', { userIds: [grace.id] });
    expect(presences).toMatchObject([{ userId: grace.id, online: true }]);

    const second = await one.connect(grace);
    first.close();
    second.close();
    const last = await watching.next('presence', ({ userId, online }) => userId === grace.id && !online);
    expect(Date.parse(last.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(ofGrace()).toEqual([true, false]);
  });

  it('the conversations dialect tells who comes and goes, and a new socket who is there', async () => {
    const { one, other } = instances;
    const { ada, grace } = await people();
    const [first, second] = [chat(one.address, ada), chat(other.address, grace)];
    expect(await first.next('user:online')).toEqual({ userId: grace.id });
    await until(async () => second.all('user:online').length === 1, 'Ada, for Grace');
    const third = chat(one.address, grace);
    expect(await third.next('user:online')).toEqual({ userId: ada.id });
    second.close();
    third.close();
    expect(await first.next('user:offline')).toEqual({ userId: grace.id });
    expect(first.all('user:online')).toHaveLength(1);
    first.close();
  });

  it('one is in a room from the first socket to the last, on whichever', async () => {
    const { one, other } = instances;
    const { ada, grace, conversation } = await people();
    const watching = [
      await joined(one, ada, conversation.id),
      await joined(other, ada, conversation.id),
    ] as const;
    const first = await joined(other, grace, conversation.id);
    const second = await joined(one, grace, conversation.id);
    const both = [ada.id, grace.id].toSorted((a, b) => a - b);
    for (const client of watching) {
      await client.when(() => updates(client).includes(`${grace.id} joined`) || undefined, 'Grace comes');
      const all = async () => (await activeUsers(client, conversation.id)).length === 2;
      await until(all, 'both to be active');
      expect(await activeUsers(client, conversation.id)).toEqual(both);
    }
    // What one instance says comes in order: whoever hears this has heard of the second socket.
    await one.core.messages.send(sessionOf(ada), { conversationId: conversation.id, content: 'hello' });
    await watching[1].next('newMessage');
    await first.ask('leaveChat', String(conversation.id));
    second.close();
    for (const client of watching) {
      await client.when(() => updates(client).includes(`${grace.id} left`) || undefined, 'Grace goes');
      expect(await activeUsers(client, conversation.id)).toEqual([ada.id]);
      expect(updates(client)).toEqual([`${grace.id} joined`, `${grace.id} left`]);
    }
    for (const client of [...watching, first]) client.close();
  });

  it('typing passes from each dialect to the others', async () => {
    const { one, other } = instances;
    const { ada, grace, conversation } = await people();
    const conversationId = conversation.id;
    const [hub, support] = [await other.connect(grace), await joined(other, grace, conversationId)];
    const speaking = await one.connect(ada);
    await speaking.ok('conversation.typing', { conversationId, typing: true });
    expect(await hub.next('typing')).toEqual({ conversationId, userId: ada.id, typing: true });
    expect(await support.next('userTyping')).toEqual({
      userId: ada.id,
      email: ada.account.email,
      isTyping: true,
    });
    support.close();
  });

  it('those who view a support chat hear of each other, until the socket of one is gone', async () => {
    const { one, other } = instances;
    const client = await one.user('ada');
    const { chat: opened } = await one.core.support.open(sessionOf(client), { title: 'Help' });
    const inChat = { conversationId: opened.id };
    const [grace, linus] = [await one.user('grace', 'ADMIN'), await one.user('linus', 'ADMIN')];
    const [hers, his] = [await one.connect(grace), await other.connect(linus)];
    // Whatever the client hears, on whichever instance, comes by these.
    const voices = await connectAll(other, client, { id: opened.id, uuid: opened.uuid });
    const told = (hub: typeof hers, userIds: number[]) =>
      hub.when(
        () =>
          hub
            .all('viewers')
            .at(-1)
            ?.userIds.toSorted((a, b) => a - b)
            .join() === userIds.join() || undefined,
        'the viewers',
      );
    await hers.ok('support.view', inChat);
    await his.ok('support.view', inChat);
    await told(hers, [grace.id, linus.id]);
    await told(his, [grace.id, linus.id]);
    his.close();
    await told(hers, [grace.id]);
    await one.core.messages.send(sessionOf(client), { ...inChat, content: 'the last word' });
    await Promise.all([...voices.values()].map((voice) => voice.heard('the last word')));
    const heard = JSON.stringify([...voices.values()].map((voice) => voice.frames()));
    expect(heard).not.toMatch(/viewer|"view/);
    expect(heard).not.toMatch(new RegExp(`${grace.account.name}|${linus.account.name}`));
    for (const voice of voices.values()) voice.close();
  });

  it('a claim is told to all', async () => {
    const { one, other } = instances;
    const client = await one.user('ada');
    const [admin, watching] = await Promise.all([one.user('admin', 'ADMIN'), one.user('admin', 'ADMIN')]);
    const { chat: opened } = await one.core.support.open(sessionOf(client), {});
    const sockets = [openSupport(other, client), openSupport(other, watching), openSupport(one, watching)];
    await Promise.all(sockets.map((socket) => socket.ask('getActiveUsers', String(opened.id))));
    await one.core.support.change(sessionOf(admin), String(opened.id), { adminId: admin.id });
    for (const socket of sockets) {
      expect(await socket.next('chatStatusChanged')).toEqual({
        chatId: String(opened.id),
        status: 'ACTIVE',
      });
      socket.close();
    }
  });

  it('changes of one chat that both make at once end at the same everywhere, and nobody hears an older one last', async () => {
    const { one, other } = instances;
    const client = await one.user('ada');
    const [grace, linus] = [await one.user('grace', 'ADMIN'), await one.user('linus', 'ADMIN')];
    const { chat: opened } = await one.core.support.open(sessionOf(client), {});
    const inChat = { conversationId: opened.id };
    const [hers, his] = [await one.connect(grace), await other.connect(linus)];
    for (let round = 0; round < 25; round += 1)
      // Some are refused, whichever comes first.
      await Promise.all([
        hers.command('support.claim', inChat),
        his.command('support.close', inChat),
        hers.command('support.release', inChat),
        his.command('support.claim', inChat),
      ]);
    await his.command('support.close', inChat);
    const state = await his.ok('support.reopen', inChat);
    const { rows } = await one.pool.query<{ version: number }>(
      'select version from conversations where id = $1',
      [opened.id],
    );
    const head = rows[0]?.version ?? 0;
    for (const hub of [hers, his]) {
      const versions = () => hub.all('support').map(({ version }) => version);
      await hub.when(() => versions().includes(head) || undefined, 'the last change');
      expect(hub.all('support').at(-1)).toMatchObject(state);
      expect(versions()).toEqual([...new Set(versions())].toSorted((a, b) => a - b));
      hub.close();
    }
  });

  it('whoever is removed hears nothing more on either, though what follows comes from the other', async () => {
    const { one, other } = instances;
    const { ada, grace, conversation } = await people();
    const conversationId = conversation.id;
    const removed = await Promise.all([one.connect(grace), other.connect(grace)]);
    await one.core.conversations.removeMember(sessionOf(ada), { conversationId, userId: grace.id });
    await other.core.messages.send(sessionOf(ada), { conversationId, content: 'a secret' });
    for (const client of removed) {
      await client.next('removed');
      await client.settled();
      const texts = client.all('changes').flatMap(({ messages }) => messages.map(({ content }) => content));
      expect(texts).not.toContain('a secret');
    }
  });
});
