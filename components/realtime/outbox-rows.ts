import type { File } from '#server/protocol/conversation.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxStorage } from './outbox-storage.ts';

/** What the tabs of one user tell each other. */
type Notice =
  | { type: 'changed' }
  /** Acknowledged with this version: the other tabs show it as sent until it arrives. */
  | { type: 'sent'; clientId: string; version: number }
  | { type: 'cleared' };

/** The part of a BroadcastChannel that is needed. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

export interface OutboxRow {
  readonly entry: OutboxEntry;
  /** Its place in the storage; null while it is not there, or cannot be kept there. */
  readonly id: number | null;
  /** The storage has answered: it may be sent. */
  readonly kept: boolean;
  /** The version of its commit, once acknowledged. */
  readonly version: number | null;
}

interface RowsParts {
  /** Never rejects: where nothing can be kept it answers a storage in memory. */
  openStorage: () => Promise<OutboxStorage>;
  channel: Channel | null;
  /** The entries have changed. */
  publish: (entries: readonly OutboxEntry[]) => void;
  /** Another tab has changed the storage. */
  onForeignChange: () => void;
}

/** What is on its way: shown at once, kept in the storage behind, the same in all tabs. */
export interface OutboxRows {
  /** In the order of sending. */
  list(): readonly OutboxRow[];
  /** Resolves when the entry is kept, or can not be. */
  add(entry: OutboxEntry): Promise<void>;
  fail(clientId: string, error: ErrorView): Promise<void>;
  requeue(clientId: string): Promise<void>;
  /** The server has its file. */
  uploaded(clientId: string, file: File): Promise<void>;
  /** Acknowledged: no longer kept, still shown. */
  sent(clientId: string, version: number): Promise<void>;
  /** The message itself is here, whether or not it was acknowledged. */
  arrived(clientId: string, version: number): void;
  /** So is everything of this conversation up to this version. */
  reached(conversationId: number, version: number): void;
  /** Drops one that has failed, or that shows a file and waits. */
  discard(clientId: string): Promise<void>;
  /** Reads what the storage holds now. */
  refresh(): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

const byId = (a: OutboxRow, b: OutboxRow) => (a.id ?? Infinity) - (b.id ?? Infinity) || 0;

export function createOutboxRows({ openStorage, channel, publish, onForeignChange }: RowsParts): OutboxRows {
  let rows: readonly OutboxRow[] = [];
  const storage = openStorage();
  /** One operation on the storage after the other, in the order asked for. */
  let last: Promise<unknown> = storage;

  function set(next: readonly OutboxRow[]) {
    const same = next.length === rows.length && next.every(({ entry }, at) => entry === rows[at]?.entry);
    rows = next;
    if (!same) publish(rows.map(({ entry }) => entry));
  }

  /** What the storage refuses is lost with the tab, and sent nevertheless. */
  async function onStorage<T>(work: (opened: OutboxStorage) => Promise<T>): Promise<T | undefined> {
    const turn = last.then(async () => work(await storage)).catch(() => undefined);
    last = turn;
    return turn;
  }

  const find = (clientId: string) => rows.find(({ entry }) => entry.clientId === clientId);

  function change(clientId: string, to: Partial<OutboxRow>) {
    set(rows.map((row) => (row.entry.clientId === clientId ? { ...row, ...to } : row)).toSorted(byId));
  }

  const tell = (notice: Notice) => channel?.postMessage(notice);

  async function changeEntry(clientId: string, to: Partial<OutboxEntry>) {
    const row = find(clientId);
    if (!row) return;
    const entry = { ...row.entry, ...to };
    change(clientId, { entry });
    const { id } = row;
    if (id !== null) await onStorage((opened) => opened.put({ id, entry }));
    tell({ type: 'changed' });
  }

  async function forget(id: number | null) {
    if (id !== null) await onStorage((opened) => opened.remove(id));
  }

  async function refresh() {
    const stored = await onStorage((opened) => opened.all());
    if (!stored) return;
    const held = new Map(rows.map((row) => [row.entry.clientId, row]));
    const known = stored.map(({ id, entry }): OutboxRow => {
      const row = held.get(entry.clientId);
      held.delete(entry.clientId);
      const same =
        row?.entry.state === entry.state &&
        Boolean(row.entry.file?.uploaded) === Boolean(entry.file?.uploaded);
      const current = row && (same || row.version !== null) ? row.entry : entry;
      return { id, entry: current, kept: true, version: row?.version ?? null };
    });
    const others = [...held.values()].filter(({ id, version }) => id === null || version !== null);
    set([...known, ...others].toSorted(byId));
  }

  function markSent(clientId: string, version: number) {
    const row = find(clientId);
    if (row) change(clientId, { entry: { ...row.entry, state: 'sent', error: null }, version });
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Notice>) => {
    if (data.type === 'sent') markSent(data.clientId, data.version);
    else if (data.type === 'cleared') set([]);
    else void refresh().then(onForeignChange);
  });

  return {
    list: () => rows,
    refresh,
    async add(entry) {
      set([...rows, { entry, id: null, kept: false, version: null }]);
      const id = await onStorage((opened) => opened.add(entry));
      change(entry.clientId, { id: id ?? null, kept: true });
      tell({ type: 'changed' });
    },
    fail: (clientId, error) => changeEntry(clientId, { state: 'failed', error }),
    requeue: (clientId) => changeEntry(clientId, { state: 'queued', error: null }),
    async uploaded(clientId, uploaded) {
      const file = find(clientId)?.entry.file;
      if (file) await changeEntry(clientId, { file: { ...file, uploaded } });
    },
    async sent(clientId, version) {
      const row = find(clientId);
      if (!row) return;
      markSent(clientId, version);
      tell({ type: 'sent', clientId, version });
      await forget(row.id);
    },
    arrived(clientId, version) {
      const row = find(clientId);
      if (!row) return;
      set(rows.filter((other) => other !== row));
      if (row.version !== null) return;
      tell({ type: 'sent', clientId, version });
      void forget(row.id);
    },
    reached: (conversationId, reachedVersion) =>
      set(
        rows.filter(
          ({ entry, version }) =>
            entry.conversationId !== conversationId || version === null || version > reachedVersion,
        ),
      ),
    async discard(clientId) {
      const row = find(clientId);
      if (!row || row.entry.state === 'sent' || (row.entry.state === 'queued' && !row.entry.file)) return;
      set(rows.filter((other) => other !== row));
      await forget(row.id);
      tell({ type: 'changed' });
    },
    async clear() {
      set([]);
      await onStorage((opened) => opened.clear());
      tell({ type: 'cleared' });
    },
    close() {
      channel?.close();
      void onStorage(async (opened) => opened.close());
    },
  };
}
