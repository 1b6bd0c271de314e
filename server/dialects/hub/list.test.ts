import { describe, expect, it } from 'vitest';
import type { HubOutput } from '#server/protocol/hub.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { group, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

type Page = HubOutput<'conversation.list'>;

describe('conversation.list', () => {
  it('shows the latest first, with its last message, what is unread, and the other one', async () => {
    const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
    const grouped = await group(ada, grace);
    const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.user.id });
    await send(ada.client, conversationId, 'x'.repeat(500));
    await send(ada.client, grouped, 'one');
    const last = await send(ada.client, grouped, 'two');

    const { items, nextCursor } = await grace.client.ok('conversation.list', {});
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        id: grouped,
        kind: 'group',
        title: 'A group',
        peer: null,
        lastSeq: 3,
        readSeq: 0,
        activeAt: last.createdAt,
        last: {
          seq: 3,
          senderId: ada.user.id,
          senderName: ada.user.account.name,
          kind: 'text',
          excerpt: 'two',
        },
      },
      {
        id: conversationId,
        kind: 'direct',
        title: null,
        peer: { id: ada.user.id, username: ada.user.account.username },
        lastSeq: 1,
        readSeq: 0,
        last: { excerpt: 'x'.repeat(160) },
      },
    ]);
    const mine = await ada.client.ok('conversation.list', {});
    expect(mine.items.map(({ lastSeq, readSeq }) => lastSeq - readSeq)).toEqual([0, 0]);
    await grace.client.ok('conversation.read', { conversationId: grouped, seq: 2 });
    const after = await grace.client.ok('conversation.list', {});
    expect(after.items.map(({ lastSeq, readSeq }) => lastSeq - readSeq)).toEqual([1, 1]);
  });

  it('follows edits and deletions of the last message', async () => {
    const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
    const conversationId = await group(ada, grace);
    const { id: messageId } = await send(ada.client, conversationId, 'helo');
    const excerpt = async () => (await grace.client.ok('conversation.list', {})).items[0]?.last?.excerpt;
    await ada.client.ok('message.edit', { messageId, content: 'hello' });
    expect(await excerpt()).toBe('hello');
    await ada.client.ok('message.delete', { messageId });
    expect(await excerpt()).toBe('');
  });

  it('is paged without loss, also where many are of the same moment', async () => {
    const ada = await present(application, 'ada');
    const { rows } = await application.pool.query<{ id: number }>(
      `with made as (insert into conversations (kind, title, created_by, version, active_at)
         select 'group', 'Group ' || n, $1, 1, date_trunc('milliseconds', now() - interval '1 min' * (n / 10))
         from generate_series(1, 57) n returning id, active_at),
       joined as (insert into participants (conversation_id, user_id, version) select id, $1, 1 from made)
       select id from made order by active_at desc, id desc`,
      [ada.user.id],
    );
    const pages: number[][] = [];
    for (let cursor: string | null = null; ;) {
      const page: Page = await ada.client.ok('conversation.list', { cursor, limit: 10 });
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 10, 10, 10, 7]);
    expect(pages.flat()).toEqual(rows.map(({ id }) => id));
  });

  it('has no next page where the last one is full', async () => {
    const ada = await present(application, 'ada');
    await group(ada);
    await group(ada);
    expect(await ada.client.ok('conversation.list', { limit: 2 })).toMatchObject({ nextCursor: null });
  });

  it.each([
    '',
    'x',
    '1',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z_',
    '2026-01-01T00:00:00.000Z_-1',
    '2026-02-31T00:00:00.000Z_1',
    '2026-13-01T00:00:00.000Z_1',
    '2026-01-01T24:00:00.000Z_1',
    '0000-01-01T00:00:00.000Z_1',
    "2026-01-01T00:00:00.000Z_1' or 1=1",
  ])('refuses the cursor %j, which it has not given', async (cursor) => {
    const ada = await present(application, 'ada');
    expect(await ada.client.refused('conversation.list', { cursor })).toMatchObject({
      code: 'invalid_request',
      details: { fields: { cursor: 'is not a cursor of this list' } },
    });
    expect(application.faults).toEqual([]);
  });
});

describe('people.search', () => {
  it('finds people by how the words of their names begin, and neither oneself nor who is disabled', async () => {
    const ada = await present(application, 'zadie');
    const [byName, disabled] = [await application.user('zadigorov'), await application.user('zadisabled')];
    await application.pool.query(`update users set name = 'Émile Zadig-Straße' where id = $1`, [byName.id]);
    await application.pool.query('update users set disabled_at = now() where id = $1', [disabled.id]);
    const found = async (query: string) =>
      (await ada.client.ok('people.search', { query })).people.map(({ id }) => id);
    for (const query of ['zad', 'ZADIG', 'straß', 'émile za', 'strasse zad'.slice(8)])
      expect(await found(query)).toEqual([byName.id]);
    for (const query of ['adig', 'zadig nobody', '!!!', '%', "';--", '\\', "zad' | 'x"])
      expect(await found(query)).toEqual([]);
  });

  it('lists people where nothing is asked for, as many as wanted', async () => {
    const ada = await present(application, 'ada');
    const { people } = await ada.client.ok('people.search', { query: ' ', limit: 2 });
    expect(people).toHaveLength(2);
  });
});

describe('people.get', () => {
  it('answers those that there are', async () => {
    const ada = await present(application, 'ada');
    const { people } = await ada.client.ok('people.get', { userIds: [ada.user.id, 1_000_000, ada.user.id] });
    const { id, username, name, role } = ada.user.account;
    expect(people).toEqual([{ id, username, name, role }]);
  });
});
