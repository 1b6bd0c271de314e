import { describe, expect, it } from 'vitest';
import type { Delta, Message } from '#server/protocol/conversation.ts';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { directPair, heardVersion, pushedMessages, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

/** Puts `count` messages into the conversation, past the server. */
const fill = (conversationId: number, senderId: number, count: number) =>
  application.pool.query(
    `with c as (
       update conversations set last_seq = last_seq + $3, version = version + $3 where id = $1
       returning last_seq - $3 as seq, version - $3 as version
     )
     insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content)
     select $1, c.seq + n, c.version + n, $2, 'filled-' || c.seq + n, 'text', 'message ' || c.seq + n
     from c, generate_series(1, $3) n`,
    [conversationId, senderId, count],
  );

/** All that lies after the cursor, page by page. */
async function changesAfter(client: HubClient, conversationId: number, since: number): Promise<Delta[]> {
  const pages: Delta[] = [];
  for (let cursor = since; ;) {
    const { delta, hasMore } = await client.ok('conversation.changes', { conversationId, since: cursor });
    pages.push(delta);
    expect(delta.since).toBe(cursor);
    if (!hasMore) return pages;
    expect(delta.version).toBeGreaterThan(cursor);
    cursor = delta.version;
  }
}

const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('conversation.changes', () => {
  it('answers every change after the cursor: messages, people, the title', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const first = await send(ada, conversationId, 'one');
    const second = await send(grace, conversationId, 'two');
    await ada.ok('message.edit', { messageId: first.id, content: 'one!' });
    const { version } = await ada.ok('conversation.read', { conversationId, seq: 2 });
    const { delta, hasMore } = await grace.ok('conversation.changes', {
      conversationId,
      since: first.version,
    });
    expect(hasMore).toBe(false);
    expect(delta).toMatchObject({ since: first.version, version, lastSeq: 2, conversation: null });
    expect(delta.messages.map(({ id, content }) => [id, content])).toEqual([
      [second.id, 'two'],
      [first.id, 'one!'],
    ]);
    expect(delta.participants.map(({ userId, readSeq }) => [userId, readSeq])).toEqual([
      [users.grace.id, 2],
      [users.ada.id, 2],
    ]);
  });

  it('answers nothing to a cursor at the head', async () => {
    const { ada, conversationId } = await directPair(application);
    const { version } = await send(ada, conversationId, 'one');
    expect(await ada.ok('conversation.changes', { conversationId, since: version })).toEqual({
      delta: {
        conversationId,
        since: version,
        version,
        lastSeq: 1,
        conversation: null,
        messages: [],
        participants: [],
      },
      hasMore: false,
    });
  });

  it('comes in pages that lose nothing', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const count = 2 * limits.changesPage + 7;
    await fill(conversationId, users.grace.id, count);
    const last = await send(ada, conversationId, 'the last');
    const pages = await changesAfter(ada, conversationId, 1);
    expect(pages).toHaveLength(3);
    for (const { messages, lastSeq } of pages) {
      expect(messages.length).toBeLessThanOrEqual(limits.changesPage);
      expect(lastSeq).toBe(count + 1);
    }
    expect(pages.flatMap(({ messages }) => seqs(messages))).toEqual(range(1, count + 1));
    expect(pages.at(-1)?.version).toBe(last.version);
    // The reader's own pointer belongs to the version of the last page, and to none before it.
    expect(pages.map(({ participants }) => participants.length)).toEqual([0, 0, 1]);
  });

  it.each([1, 7, 1_000_000_000, Number.MAX_SAFE_INTEGER])(
    'refuses a cursor %d beyond the head: it is of another life of the store',
    async (beyond) => {
      const { ada, conversationId } = await directPair(application);
      const { version } = await send(ada, conversationId, 'one');
      const since = Math.min(version + beyond, Number.MAX_SAFE_INTEGER);
      expect(await ada.refused('conversation.changes', { conversationId, since })).toMatchObject({
        code: 'resync_required',
      });
    },
  );

  it('refuses a cursor that lies too far behind', async () => {
    const { ada, users, conversationId } = await directPair(application);
    await fill(conversationId, users.grace.id, limits.changesSpan);
    expect((await changesAfter(ada, conversationId, 1)).flatMap(({ messages }) => messages)).toHaveLength(
      limits.changesSpan,
    );
    expect(await ada.refused('conversation.changes', { conversationId, since: 0 })).toMatchObject({
      code: 'resync_required',
      retryable: false,
    });
  });
});

describe('what is pushed', () => {
  it('has no hole, though the server itself heard nothing of what came between', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    await send(ada, conversationId, 'one');
    await fill(conversationId, users.grace.id, 3);
    const last = await send(ada, conversationId, 'the last');
    await heardVersion(grace, conversationId, last.version);
    expect(seqs(pushedMessages(grace, conversationId))).toEqual([1, 2, 3, 4, 5]);
    const deltas = grace.all('changes');
    for (const [index, { since }] of deltas.entries()) expect(since).toBe(deltas[index - 1]?.version ?? 1);
  });

  it('catches up by the heartbeat when the last push was lost', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const first = await send(ada, conversationId, 'one');
    await fill(conversationId, users.grace.id, 2);
    await heardVersion(grace, conversationId, first.version + 2);
    expect(seqs(pushedMessages(grace, conversationId))).toEqual([1, 2, 3]);
  });

  it('is followed by heartbeats that name the head', async () => {
    const { ada, grace, conversationId } = await directPair(application);
    const { version } = await send(ada, conversationId, 'one');
    const heads = await grace.next('heads', (all) => all.some(([id]) => id === conversationId));
    expect(heads).toEqual([[conversationId, version]]);
  });
});

describe('conversation.history', () => {
  const page = async (client: HubClient, input: Parameters<typeof client.ok<'conversation.history'>>[1]) => {
    const { messages, hasOlder, hasNewer } = await client.ok('conversation.history', input);
    return { seqs: seqs(messages), hasOlder, hasNewer };
  };

  it('answers any stretch, ascending, and says what lies on both sides', async () => {
    const { ada, users, conversationId } = await directPair(application);
    await fill(conversationId, users.grace.id, 120);
    const at = (input: object) => page(ada, { conversationId, ...input });
    const older = { hasOlder: true, hasNewer: false };
    const newer = { hasOlder: false, hasNewer: true };
    const both = { hasOlder: true, hasNewer: true };
    expect(await at({})).toEqual({ seqs: range(71, 120), ...older });
    expect(await at({ limit: 100 })).toEqual({ seqs: range(21, 120), ...older });
    expect(await at({ before: 71 })).toEqual({ seqs: range(21, 70), ...both });
    expect(await at({ before: 21 })).toEqual({ seqs: range(1, 20), ...newer });
    expect(await at({ after: 0, limit: 3 })).toEqual({ seqs: [1, 2, 3], ...newer });
    expect(await at({ after: 118 })).toEqual({ seqs: [119, 120], ...older });
    expect(await at({ around: 60, limit: 5 })).toEqual({ seqs: [58, 59, 60, 61, 62], ...both });
    expect(await at({ around: 60, limit: 4 })).toEqual({ seqs: [58, 59, 60, 61], ...both });
    expect(await at({ around: 1, limit: 5 })).toMatchObject({
      seqs: expect.arrayContaining([1, 2]),
      ...newer,
    });
    expect(await at({ around: 120, limit: 5 })).toMatchObject({
      seqs: expect.arrayContaining([119, 120]),
      ...older,
    });
    // Beyond the edges: the nearest that there is, or nothing, and still the truth about both sides.
    expect(await at({ before: 1 })).toEqual({ seqs: [], ...newer });
    expect(await at({ after: 120 })).toEqual({ seqs: [], ...older });
    expect(await at({ after: Number.MAX_SAFE_INTEGER })).toEqual({ seqs: [], ...older });
    expect(await at({ before: 121, limit: 2 })).toEqual({ seqs: [119, 120], ...older });
    expect(await at({ before: Number.MAX_SAFE_INTEGER, limit: 2 })).toEqual({ seqs: [119, 120], ...older });
    expect((await at({ around: Number.MAX_SAFE_INTEGER, limit: 3 })).seqs).toContain(120);
    expect((await at({ limit: 100, after: 20 })).seqs).toEqual(range(21, 120));
  });

  it('is empty where nothing was said', async () => {
    const { ada, conversationId } = await directPair(application);
    for (const input of [{}, { before: 5 }, { after: 0 }, { around: 1 }])
      expect(await ada.ok('conversation.history', { conversationId, ...input })).toEqual({
        messages: [],
        version: 1,
        lastSeq: 0,
        hasOlder: false,
        hasNewer: false,
      });
  });

  it('takes one direction, and a page of at most a hundred', async () => {
    const { ada, conversationId } = await directPair(application);
    for (const input of [
      { before: 5, after: 1 },
      { around: 5, before: 1 },
      { limit: 0 },
      { limit: limits.page.max + 1 },
      { before: 0 },
    ]) {
      const error = await ada.refused('conversation.history', { conversationId, ...input });
      expect(error.code).toBe('validation_failed');
    }
  });
});
