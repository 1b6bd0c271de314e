import { describe, expect, it, onTestFinished } from 'vitest';
import { startApplication, sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { group, heardVersion, present, pushedMessages, send } from '#server/testing/conversations.ts';

const application = sharedApplication();
const people = () =>
  Promise.all([present(application, 'ada'), present(application, 'grace'), present(application, 'carol')]);

/** What a socket has heard since it was told that it is no longer in the conversation. */
function sinceRemoved(client: HubClient): unknown[] {
  const at = client.heard.findIndex(({ event }) => event === 'removed');
  return client.heard.slice(at + 1);
}

describe('a removed member', () => {
  it('hears nothing more on any socket, not even the change that removed them', async () => {
    const [ada, grace, carol] = await people();
    const conversationId = await group(ada, grace, carol);
    const other = await application.connect(carol.user);
    const before = await send(ada.client, conversationId, 'before');
    await ada.client.ok('conversation.remove', { conversationId, userId: carol.user.id });
    for (const client of [carol.client, other])
      expect(await client.next('removed')).toEqual({ conversationId });

    const { id: messageId } = await send(ada.client, conversationId, 'a secret');
    await grace.client.ok('message.react', { messageId, emoji: '👍', on: true });
    await ada.client.ok('message.edit', { messageId, content: 'another secret' });
    await ada.client.ok('conversation.rename', { conversationId, title: 'Without Carol' });
    await ada.client.ok('conversation.typing', { conversationId, typing: true });
    await grace.client.next('typing');
    const last = await grace.client.ok('conversation.read', { conversationId, seq: 100 });
    await heardVersion(ada.client, conversationId, last.version);
    // The heartbeat names the conversation to its members.
    await grace.client.next('heads', ([head]) => head?.[0] === conversationId && head[1] === last.version);

    for (const client of [carol.client, other]) {
      await client.settled();
      expect(sinceRemoved(client)).toEqual([]);
      const versions = client.all('changes').map((delta) => delta.version);
      expect(Math.max(before.version, ...versions)).toBe(before.version);
    }
  });

  it('cannot read, nor write, nor change what is there', async () => {
    const [ada, grace, carol] = await people();
    const conversationId = await group(ada, grace, carol);
    const input = { conversationId, content: 'mine', clientId: 'mine' };
    const mine = await carol.client.ok('message.send', input);
    await ada.client.ok('conversation.remove', { conversationId, userId: carol.user.id });
    const { client } = carol;
    const before = await application.rowCounts();
    const refusals = [
      await client.refused('conversation.open', { conversationId }),
      await client.refused('conversation.history', { conversationId }),
      await client.refused('conversation.changes', { conversationId, since: mine.version }),
      await client.refused('message.send', { conversationId, content: 'x', clientId: 'x' }),
      // The repeat of what was once acknowledged is no way in either.
      await client.refused('message.send', input),
      await client.refused('message.edit', { messageId: mine.id, content: 'x' }),
      await client.refused('message.delete', { messageId: mine.id }),
      await client.refused('conversation.read', { conversationId, seq: 1 }),
      await client.refused('conversation.add', { conversationId, userIds: [carol.user.id] }),
    ];
    expect(new Set(refusals.map(({ code }) => code))).toEqual(
      new Set(['conversation_not_found', 'message_not_found']),
    );
    expect((await client.ok('conversation.list', {})).items).toEqual([]);
    expect(await application.rowCounts()).toEqual(before);
  });

  it('is cut off at one place, though everybody is sending', async () => {
    const [ada, grace, carol] = await people();
    const conversationId = await group(ada, grace, carol);
    const sends = Array.from({ length: 150 }, (_, index) =>
      [ada, grace, carol][index % 3]?.client.command('message.send', {
        conversationId,
        content: `message ${index}`,
        clientId: `c${index}`,
      }),
    );
    const { version } = await ada.client.ok('conversation.remove', { conversationId, userId: carol.user.id });
    await Promise.all(sends);
    const last = await send(grace.client, conversationId, 'the last');
    await heardVersion(grace.client, conversationId, last.version);
    await carol.client.next('removed');
    await carol.client.settled();

    const heard = carol.client.all('changes').map((delta) => delta.version);
    expect(Math.max(0, ...heard)).toBeLessThan(version);
    expect(sinceRemoved(carol.client)).toEqual([]);
    const { rows } = await application.pool.query<{ late: number }>(
      'select count(*) as late from messages where conversation_id = $1 and sender_id = $2 and version > $3',
      [conversationId, carol.user.id, version],
    );
    expect(rows).toEqual([{ late: 0 }]);
    // Whoever stayed has everything once and in order.
    const seqs = pushedMessages(grace.client, conversationId).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  });

  it('hears nothing more of a removal that the server itself has not heard of', async () => {
    const elsewhere = await startApplication({}, application.databaseUrl);
    onTestFinished(() => elsewhere.stop());
    const [ada, grace, carol] = await people();
    const conversationId = await group(ada, grace, carol);
    // Another instance, which this one hears of only through the store.
    const there = await elsewhere.connect(ada.user);
    await there.ok('conversation.remove', { conversationId, userId: carol.user.id });
    await send(there, conversationId, 'a secret');
    const last = await send(grace.client, conversationId, 'another');
    await heardVersion(grace.client, conversationId, last.version);
    expect(await carol.client.next('removed')).toEqual({ conversationId });
    await carol.client.settled();
    expect(carol.client.all('changes')).toEqual([]);
  });

  it('who is added again hears of everything', async () => {
    const [ada, grace, carol] = await people();
    const conversationId = await group(ada, grace, carol);
    await ada.client.ok('conversation.remove', { conversationId, userId: carol.user.id });
    await carol.client.next('removed');
    await send(ada.client, conversationId, 'meanwhile');
    await grace.client.ok('conversation.add', { conversationId, userIds: [carol.user.id] });
    await carol.client.when(
      () => (carol.client.all('added').length === 2 ? true : undefined),
      'the second welcome',
    );
    const sent = await send(ada.client, conversationId, 'welcome');
    await heardVersion(carol.client, conversationId, sent.version);
    const { messages } = await carol.client.ok('conversation.history', { conversationId });
    expect(messages.map(({ content }) => content)).toContain('meanwhile');
  });
});
