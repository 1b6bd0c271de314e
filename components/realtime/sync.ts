import type { Delta, HistoryPage, Message } from '#server/protocol/conversation.ts';
import type { HubPayload } from '#server/protocol/hub.ts';
import { fullJitter } from './backoff.ts';
import type { Clock } from './clock.ts';
import { errorView, localError } from './command-error.ts';
import type { ConversationList } from './conversation-list.ts';
import type { Loader } from './loader.ts';
import type { Request } from './requests.ts';
import { applyChanges, putSummary, type RealtimeState, removeConversation } from './state.ts';
import type { Store } from './store.ts';
import { atTail, joinDeltas } from './timeline.ts';

/** How long the change behind an acknowledgement may take to arrive by itself, before it is fetched. */
const ECHO_MS = 2_000;
/** The least time between two tries of a catch-up that fails. */
const RETRY_MS = 1_000;

interface SyncParts {
  store: Store<RealtimeState>;
  request: Request;
  clock: Clock;
  random: () => number;
  loader: Loader;
  lists: readonly ConversationList[];
  /** Messages that are certainly stored. */
  arrived: (messages: readonly Message[]) => void;
  /** All changes up to `version` are in the store. */
  reached: (conversationId: number, version: number) => void;
}

/**
 * Keeps the list and the loaded windows equal to the server's (design, "Catch-up"). What is pushed is a hint, what is
 * fetched is the truth: for each conversation it knows the highest version heard of, and while the cursor is lower it
 * fetches what lies between. So a push that was lost, doubled, late or out of order does no harm.
 */
export interface Sync {
  /** A connection is ready: everything that is held is brought up to date. */
  ready(): void;
  changes(delta: Delta): void;
  heads(heads: HubPayload<'heads'>): void;
  added(conversationId: number): void;
  removed(conversationId: number): void;
  /** The reader is certainly not in this conversation. */
  left(conversationId: number): void;
  /** A window was loaded: `version` is the highest that the answers spoke of. */
  loaded(conversationId: number, page: HistoryPage, version: number): void;
  /** The server committed `version`; its push should be on its way. */
  committed(conversationId: number, version: number): void;
  /** Asks for everything after the window's version, whatever was heard. */
  check(conversationId: number): void;
  /** Reads the list row of a conversation; rejects with a CommandError. */
  refresh(conversationId: number): Promise<void>;
}

export function createSync(parts: SyncParts): Sync {
  const { store, request, clock, random, loader, lists, arrived, reached } = parts;
  /** The highest version heard of, by conversation. */
  const heads = new Map<number, number>();
  /** Windows of which nothing was heard for a while: their head is unknown. */
  const stale = new Set<number>();
  const running = new Set<number>();
  const attempts = new Map<number, number>();
  let listAttempt = 0;

  const online = () => store.get().connection === 'online';

  /** The version up to which everything that is held of a conversation is known; undefined where nothing is. */
  function cursor(id: number): number | undefined {
    const { timelines, summaries } = store.get();
    const summary = summaries.get(id)?.version;
    return summary === undefined ? undefined : Math.min(summary, timelines.get(id)?.version ?? summary);
  }

  const behind = (id: number) => stale.has(id) || (cursor(id) ?? -1) < (heads.get(id) ?? -1);

  function heard(id: number, version: number) {
    heads.set(id, Math.max(version, heads.get(id) ?? 0));
    if (behind(id)) void catchUp(id);
  }

  function check(id: number) {
    stale.add(id);
    void catchUp(id);
  }

  function apply(delta: Delta) {
    const { conversationId: id } = delta;
    const before = store.get().timelines.get(id);
    store.update((state) => applyChanges(state, delta));
    arrived(delta.messages);
    const after = store.get().timelines.get(id);
    // The server's own catch-up comes in pieces: a message that was edited since may follow its neighbours.
    if (before && after && atTail(before) && !atTail(after)) void loader.followTail(id);
    settle(id);
  }

  function settle(id: number) {
    const version = cursor(id);
    if (version !== undefined) reached(id, version);
  }

  async function refresh(id: number) {
    const { summary, people } = await request('conversation.open', { conversationId: id });
    store.update((state) => putSummary(state, summary, people));
    // One who came back to a conversation that is still looked at.
    if (loader.watched(id)) void loader.load(id);
    heard(id, summary.version);
  }

  async function fetchChanges(id: number, since: number) {
    const pages: Delta[] = [];
    for (let next = since; ;) {
      const { delta, hasMore } = await request('conversation.changes', { conversationId: id, since: next });
      pages.push(delta);
      if (!hasMore || delta.version <= next) break;
      next = delta.version;
    }
    const joined = joinDeltas(pages);
    if (!joined) return;
    heads.set(id, Math.max(joined.version, heads.get(id) ?? 0));
    apply(joined);
  }

  /** One step towards the head. */
  async function step(id: number) {
    const head = heads.get(id) ?? 0;
    const timeline = store.get().timelines.get(id);
    const unsure = stale.delete(id);
    try {
      if (timeline && (unsure || timeline.version < head)) await fetchChanges(id, timeline.version);
      const row = store.get().summaries.get(id);
      if (!row || row.version < head) await refresh(id);
    } catch (error) {
      if (unsure) stale.add(id);
      throw error;
    }
  }

  async function catchUp(id: number) {
    if (running.has(id) || !online()) return;
    running.add(id);
    try {
      while (behind(id)) {
        const [before, unsure] = [cursor(id), stale.has(id)];
        await step(id);
        if (!unsure && behind(id) && cursor(id) === before) throw localError('unavailable');
      }
      attempts.delete(id);
    } catch (error) {
      await recover(id, error);
    } finally {
      running.delete(id);
    }
  }

  async function recover(id: number, error: unknown) {
    const { code } = errorView(error);
    if (code === 'conversation_not_found') return left(id);
    if (code === 'resync_required') {
      stale.delete(id);
      await loader.reload(id);
      if (!behind(id)) return;
    }
    const attempt = attempts.get(id) ?? 0;
    attempts.set(id, attempt + 1);
    // Without a connection it does nothing: `ready` begins anew.
    clock.after(RETRY_MS + fullJitter(attempt, random), () => void catchUp(id));
  }

  function left(id: number) {
    heads.delete(id);
    stale.delete(id);
    store.update((state) => removeConversation(state, id));
    loader.drop((one) => one === id);
  }

  async function refreshList() {
    const read = await Promise.all(lists.map((list) => list.refresh()));
    const rows = read.flatMap((one) => one ?? []);
    if (!read.includes(undefined)) {
      listAttempt = 0;
      for (const { id, version } of rows) heard(id, version);
      const known = new Set(rows.map(({ id }) => id));
      // Of a window that nobody looks at and that is not in the list, the head is not known: it is not worth asking.
      loader.drop((id) => !known.has(id));
      return;
    }
    clock.after(RETRY_MS + fullJitter(listAttempt, random), () => online() && void refreshList());
    listAttempt += 1;
  }

  return {
    refresh,
    left,
    check,
    removed(id) {
      // It may be late, and the reader back again: the store knows.
      refresh(id).catch(() => left(id));
    },
    ready() {
      for (const id of store.get().timelines.keys()) if (loader.watched(id)) check(id);
      loader.resume();
      void refreshList();
    },
    changes(delta) {
      apply(delta);
      heard(delta.conversationId, delta.version);
    },
    added(id) {
      // Every conversation has a first version; before `ready` it is the list that tells.
      if (online()) heard(id, 1);
    },
    heads(all) {
      for (const [id, version] of all) heard(id, version);
    },
    loaded(id, page, version) {
      arrived(page.messages);
      settle(id);
      heard(id, version);
    },
    committed(id, version) {
      clock.after(ECHO_MS, () => {
        settle(id);
        heard(id, version);
      });
    },
  };
}
