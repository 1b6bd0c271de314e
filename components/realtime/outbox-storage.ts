import { type DBSchema, openDB } from 'idb';
import type { Clock } from './clock.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** An entry with its place in the order of sending. */
export interface StoredEntry {
  id: number;
  entry: OutboxEntry;
}

/** Where entries wait. `id` is given out in the order of `add`. */
export interface OutboxStorage {
  add(entry: OutboxEntry): Promise<number>;
  /** Changes an entry that is still there. */
  put(stored: StoredEntry): Promise<void>;
  remove(id: number): Promise<void>;
  /** In the order of sending. */
  all(): Promise<StoredEntry[]>;
  clear(): Promise<void>;
  close(): void;
}

interface Schema extends DBSchema {
  outbox: { key: number; value: OutboxEntry };
}

const VERSION = 1;

/** Browsers have been seen to open a database never: what is written then must be sent all the same. */
const OPEN_MS = 3_000;

/** The user's storage that all tabs share, or one in memory where that cannot be had. */
export function openOutboxStorage(userId: number, clock: Clock): Promise<OutboxStorage> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(createMemoryStorage());
    const cancel = clock.after(OPEN_MS, giveUp);
    openSharedStorage(userId).then(resolve, giveUp).finally(cancel);
  });
}

/** The user's own database: two accounts in one browser never mix. */
async function openSharedStorage(userId: number): Promise<OutboxStorage> {
  const database = await openDB<Schema>(`switchboard-${userId}`, VERSION, {
    upgrade: (db) => void db.createObjectStore('outbox', { autoIncrement: true }),
    // A newer page in another tab wants to change the schema: this one gives way and works from memory.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return {
    add: (entry) => database.add('outbox', entry),
    async put({ id, entry }) {
      const transaction = database.transaction('outbox', 'readwrite');
      if (await transaction.store.getKey(id)) await transaction.store.put(entry, id);
      await transaction.done;
    },
    remove: (id) => database.delete('outbox', id),
    async all() {
      const transaction = database.transaction('outbox');
      const [ids, entries] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      return entries.flatMap((entry, index) => {
        const id = ids[index];
        return id === undefined ? [] : [{ id, entry }];
      });
    },
    clear: () => database.clear('outbox'),
    close: () => database.close(),
  };
}

/** The same in memory, for a browser that keeps nothing (private windows, storage turned off). */
export function createMemoryStorage(): OutboxStorage {
  const entries = new Map<number, OutboxEntry>();
  let next = 1;
  return {
    async add(entry) {
      entries.set(next, entry);
      return next++;
    },
    async put({ id, entry }) {
      if (entries.has(id)) entries.set(id, entry);
    },
    async remove(id) {
      entries.delete(id);
    },
    all: async () => [...entries].map(([id, entry]) => ({ id, entry })),
    async clear() {
      entries.clear();
    },
    close() {},
  };
}
