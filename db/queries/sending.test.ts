import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { createStore } from '#db/store.ts';
import type { TestCluster } from '#db/test-cluster.ts';
import { createTestDatabase } from '#db/test-database.ts';
import type { Draft, Store } from '#server/core/store.ts';

let test: Awaited<ReturnType<TestCluster['createDatabase']>>;
let database: Database;
let store: Store;
/** Ada and Grace, who are in all conversations, and Carol, who is in none. */
let ada = 0;
let grace = 0;
let carol = 0;
let count = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, () => undefined);
  store = createStore(database);
  ada = await addUser('ada');
  grace = await addUser('grace');
  carol = await addUser('carol');
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

async function addUser(name: string): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    'insert into users (username, name, email) values ($1, $1, $1) returning id',
    [name],
  );
  return rows[0]?.id ?? 0;
}

async function newGroup(): Promise<number> {
  count += 1;
  const group = {
    creatorId: ada,
    title: 'A group',
    userIds: [grace],
    key: `group ${count}`,
    notice: 'begun',
  };
  return (await store.conversations.createGroup(group)).id;
}

const draft = (conversationId: number, clientId: string, change: Partial<Draft> = {}): Draft => ({
  conversationId,
  senderId: ada,
  clientId,
  kind: 'text',
  content: `text of ${clientId}`,
  replyToId: null,
  ...change,
});

const insert = (...drafts: Draft[]) => store.conversations.insert(drafts);

describe('a batch of sends', () => {
  it('judges each draft for itself, in the order in which they came', async () => {
    const [one, other] = [await newGroup(), await newGroup()];
    const [first] = await insert(draft(one, 'first'));
    const outcomes = await insert(
      draft(one, 'a'),
      draft(other, 'b', { senderId: grace }),
      draft(one, 'first'),
      draft(one, 'c', { senderId: carol }),
      draft(1_000_000, 'd'),
      draft(one, 'e', { replyToId: 1_000_000 }),
      draft(one, 'f', { senderId: grace }),
    );
    expect(
      outcomes.map((outcome) => [outcome.status, 'message' in outcome ? outcome.message.seq : outcome.code]),
    ).toEqual([
      ['stored', 3],
      ['stored', 2],
      ['duplicate', 2],
      ['refused', 'conversation_not_found'],
      ['refused', 'conversation_not_found'],
      ['refused', 'reply_not_found'],
      ['stored', 4],
    ]);
    expect(outcomes[2]).toEqual({ ...first, status: 'duplicate' });
  });

  it('answers what is then read', async () => {
    const conversationId = await newGroup();
    const [first] = await insert(draft(conversationId, 'first', { content: 'é👍'.repeat(300) }));
    const id = first && 'message' in first ? first.message.id : 0;
    const outcomes = await insert(
      draft(conversationId, 'reply', { senderId: grace, replyToId: id }),
      draft(conversationId, 'next'),
    );
    const page = await store.conversations.history(conversationId, ada, { from: 'newest' }, 2);
    expect(outcomes.map((outcome) => ('message' in outcome ? outcome.message : outcome))).toMatchObject(
      (page?.messages ?? []) as object[],
    );
    const opened = await store.conversations.open(conversationId, ada);
    expect(opened?.summary).toMatchObject({ lastSeq: 4, version: 5 });
    expect(opened?.participants.map(({ userId, readSeq, version }) => [userId, readSeq, version])).toEqual([
      [ada, 4, 5],
      [grace, 3, 4],
    ]);
  });

  it('fails whole when one text cannot be stored, so that the writer can find it', async () => {
    const conversationId = await newGroup();
    await expect(
      insert(draft(conversationId, 'good'), draft(conversationId, 'bad', { content: 'a\0b' })),
    ).rejects.toThrow('invalid byte sequence');
    const { rows } = await database.pool.query(
      'select 1 from messages where conversation_id = $1 and seq > 1',
      [conversationId],
    );
    expect(rows).toEqual([]);
  });

  it('leaves no hole and repeats nothing, however many are sent at once by several instances', async () => {
    // A second instance, on the same database.
    const elsewhere = openDatabase(test.url, () => undefined);
    const stores = [store, createStore(elsewhere)];
    const batch = fc.record({
      instance: fc.nat(1),
      drafts: fc.uniqueArray(fc.record({ room: fc.nat(2), name: fc.nat(15), byGrace: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
        selector: ({ room, name, byGrace }) => `${room}/${name}/${byGrace}`,
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async (batches) => {
        const rooms = await Promise.all([newGroup(), newGroup(), newGroup()]);
        const outcomes = await Promise.all(
          batches.map(({ instance, drafts }) =>
            stores[instance]?.conversations.insert(
              drafts.map(({ room, name, byGrace }) =>
                draft(rooms[room] ?? 0, `c${name}`, { senderId: byGrace ? grace : ada }),
              ),
            ),
          ),
        );
        const stored = outcomes.flatMap((some) => some ?? []).filter(({ status }) => status === 'stored');
        const wanted = new Set(
          batches.flatMap(({ drafts }) =>
            drafts.map(({ room, name, byGrace }) => `${room}/${name}/${byGrace}`),
          ),
        );
        expect(stored).toHaveLength(wanted.size);
        for (const conversationId of rooms) {
          const { rows } = await database.pool.query<{ seq: number; version: number }>(
            'select seq, version from messages where conversation_id = $1 order by seq',
            [conversationId],
          );
          expect(rows).toEqual(rows.map((_, index) => ({ seq: index + 1, version: index + 2 })));
        }
      }),
      { numRuns: 25 },
    );
    await elsewhere.close();
  });
});
