import type { HistoryPage } from '#server/protocol/conversation.ts';
import { errorView } from './command-error.ts';
import type { Request } from './requests.ts';
import { evict, idle, type Loading, putConversation, type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';
import { atTail, contains, extend, replaceWindow, type Timeline } from './timeline.ts';

/** Windows that are kept when nobody looks at them, so that going back to one is instant. */
const KEPT = 5;

interface LoaderParts {
  store: Store<RealtimeState>;
  request: Request;
  /** A window was loaded or moved: its messages, the versions heard of. */
  loaded: (conversationId: number, page: HistoryPage, version: number) => void;
  /** The server says that the reader is not in this conversation. */
  gone: (conversationId: number) => void;
}

/** Loads windows and moves them. Nothing here rejects; what fails is shown in the state's `loading`. */
export interface Loader {
  /** Keeps the window of a conversation that is looked at, loading it where it is not there; answers how to let go. */
  watch(conversationId: number): () => void;
  watched(conversationId: number): boolean;
  /** Loads the conversation where it is not there. */
  load(conversationId: number): Promise<void>;
  /** Loads header, people and window anew, around the reader's place. */
  reload(conversationId: number): Promise<void>;
  loadOlder(conversationId: number): Promise<void>;
  loadNewer(conversationId: number): Promise<void>;
  /** Loads newer pages until the window reaches the newest message. */
  followTail(conversationId: number): Promise<void>;
  /** Answers whether `seq` is in the window now. */
  jumpTo(conversationId: number, seq: number): Promise<boolean>;
  jumpToLatest(conversationId: number): Promise<boolean>;
  keepPlace(conversationId: number, seq: number | null): void;
  /** Loads what is looked at and could not be loaded before. */
  resume(): void;
  /** Drops the windows that nobody looks at, where `doomed` says so. */
  drop(doomed: (conversationId: number) => boolean): void;
}

export function createLoader({ store, request, loaded, gone }: LoaderParts): Loader {
  const watchers = new Map<number, number>();
  /** Least recently used first. */
  const recent = new Set<number>();
  const places = new Map<number, number | null>();
  const loads = new Map<number, Promise<void>>();

  const timelineOf = (id: number) => store.get().timelines.get(id);
  const watched = (id: number) => watchers.has(id);

  function note(id: number, change: Partial<Loading>) {
    store.update((state) => ({
      ...state,
      loading: withEntry(state.loading, id, { ...(state.loading.get(id) ?? idle), ...change }),
    }));
  }

  function failed(id: number, error: unknown): ReturnType<typeof errorView> {
    const view = errorView(error);
    if (view.code === 'conversation_not_found') gone(id);
    return view;
  }

  function drop(doomed: (id: number) => boolean) {
    for (const id of store.get().timelines.keys()) {
      if (watched(id) || !doomed(id)) continue;
      recent.delete(id);
      places.delete(id);
      store.update((state) => evict(state, id));
    }
  }

  function used(id: number) {
    recent.delete(id);
    recent.add(id);
    const kept = new Set([...recent].slice(-KEPT));
    drop((one) => !kept.has(one));
  }

  async function fetchConversation(id: number, around?: number) {
    const range = around === undefined ? {} : { around };
    try {
      const [opened, page] = await Promise.all([
        request('conversation.open', { conversationId: id }),
        request('conversation.history', { conversationId: id, ...range }),
      ]);
      store.update((state) => putConversation(evict(state, id), { opened, page }));
      used(id);
      loaded(id, page, Math.max(opened.summary.version, page.version));
    } catch (error) {
      note(id, { error: failed(id, error) });
    }
  }

  function once(id: number, work: () => Promise<void>): Promise<void> {
    const running = loads.get(id);
    if (running) return running;
    const begun = work().finally(() => loads.delete(id));
    loads.set(id, begun);
    return begun;
  }

  function load(id: number): Promise<void> {
    if (timelineOf(id)) return Promise.resolve();
    return once(id, () => {
      note(id, { error: null });
      return fetchConversation(id);
    });
  }

  /** Fetches a page and merges it as `merge` says; answers whether it came. */
  async function move(
    id: number,
    range: { before?: number; after?: number; around?: number },
    merge: (timeline: Timeline, page: HistoryPage) => Timeline,
  ): Promise<boolean> {
    try {
      const answer = await request('conversation.history', { conversationId: id, ...range });
      const held = timelineOf(id);
      if (!held) return false;
      const timelines = (state: RealtimeState) => withEntry(state.timelines, id, merge(held, answer));
      store.update((state) => ({ ...state, timelines: timelines(state) }));
      loaded(id, answer, Math.max(held.version, answer.version));
      return true;
    } catch (error) {
      note(id, { pageError: failed(id, error) });
      return false;
    }
  }

  async function turn(id: number, side: 'older' | 'newer') {
    const timeline = timelineOf(id);
    const edge = timeline?.messages.at(side === 'older' ? 0 : -1)?.seq;
    if (!timeline || edge === undefined || store.get().loading.get(id)?.[side]) return;
    if (side === 'older' ? !timeline.hasOlder : atTail(timeline)) return;
    note(id, { [side]: true, pageError: null });
    await move(id, side === 'older' ? { before: edge } : { after: edge }, (held, answer) =>
      extend(held, answer, side),
    );
    note(id, { [side]: false });
  }

  return {
    watched,
    load,
    drop,
    watch(id) {
      watchers.set(id, (watchers.get(id) ?? 0) + 1);
      if (timelineOf(id)) used(id);
      else void load(id);
      return () => {
        const left = (watchers.get(id) ?? 1) - 1;
        if (left > 0) watchers.set(id, left);
        else watchers.delete(id);
      };
    },
    reload: (id) => once(id, () => fetchConversation(id, places.get(id) ?? undefined)),
    loadOlder: (id) => turn(id, 'older'),
    loadNewer: (id) => turn(id, 'newer'),
    async followTail(id) {
      for (let last = -1; ;) {
        const timeline = timelineOf(id);
        const edge = timeline?.messages.at(-1)?.seq ?? 0;
        if (!timeline || atTail(timeline) || edge <= last) return;
        last = edge;
        await turn(id, 'newer');
      }
    },
    resume() {
      for (const id of watchers.keys()) void load(id);
    },
    async jumpTo(id, seq) {
      const timeline = timelineOf(id);
      if (!timeline) return false;
      if (contains(timeline, seq)) return true;
      note(id, { pageError: null });
      await move(id, { around: seq }, replaceWindow);
      const moved = timelineOf(id);
      return moved !== undefined && contains(moved, seq);
    },
    async jumpToLatest(id) {
      const timeline = timelineOf(id);
      if (!timeline) return false;
      if (atTail(timeline)) return true;
      note(id, { pageError: null });
      return move(id, {}, replaceWindow);
    },
    keepPlace: (id, seq) => void places.set(id, seq),
  };
}
