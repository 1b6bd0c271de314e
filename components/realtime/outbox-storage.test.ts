import * as fake from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OutboxEntry } from './outbox-entry.ts';
import { createMemoryStorage, openOutboxStorage } from './outbox-storage.ts';
import { createManualClock } from './test-browser.ts';

const openSharedStorage = (userId: number) => openOutboxStorage(userId, createManualClock());

const entry = (content: string): OutboxEntry => ({
  conversationId: 1,
  clientId: content,
  content,
  replyTo: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  state: 'queued',
  error: null,
});

beforeEach(() => {
  Object.assign(globalThis, fake, { indexedDB: new fake.IDBFactory() });
});

for (const [name, open] of [
  ['IndexedDB', () => openSharedStorage(1)],
  ['memory', async () => createMemoryStorage()],
] as const)
  describe(`the outbox in ${name}`, () => {
    test('keeps entries in the order in which they came, also after one was changed', async () => {
      const storage = await open();
      const ids = [];
      for (const text of ['one', 'two', 'three']) ids.push(await storage.add(entry(text)));
      const [first = 0, second = 0] = ids;
      await storage.put({ id: first, entry: { ...entry('one'), state: 'failed' } });
      await storage.remove(second);
      expect((await storage.all()).map(({ id, entry: { content, state } }) => [id, content, state])).toEqual([
        [first, 'one', 'failed'],
        [ids[2], 'three', 'queued'],
      ]);
      await storage.clear();
      expect(await storage.all()).toEqual([]);
      storage.close();
    });

    test('does not bring back what was removed meanwhile', async () => {
      const storage = await open();
      const id = await storage.add(entry('one'));
      await storage.remove(id);
      await storage.put({ id, entry: { ...entry('one'), state: 'failed' } });
      expect(await storage.all()).toEqual([]);
      storage.close();
    });
  });

test('what was kept is there after a reload, and only for the same user', async () => {
  const before = await openSharedStorage(1);
  await before.add(entry('mine'));
  before.close();
  const after = await openSharedStorage(1);
  expect((await after.all()).map((stored) => stored.entry.content)).toEqual(['mine']);
  const other = await openSharedStorage(2);
  expect(await other.all()).toEqual([]);
  after.close();
  other.close();
});

test('where the browser has no database, or never opens it, there is memory', async () => {
  const clock = createManualClock();
  Object.assign(globalThis, { indexedDB: { open: () => new fake.IDBOpenDBRequest() } });
  const opening = openOutboxStorage(1, clock);
  await clock.advance(3_000);
  Object.assign(globalThis, { indexedDB: undefined });
  for (const storage of [await opening, await openOutboxStorage(1, clock)]) {
    await storage.add(entry('one'));
    expect(await storage.all()).toHaveLength(1);
  }
});
