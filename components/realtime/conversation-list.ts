import type { Summary } from '#server/protocol/conversation.ts';
import { limits } from '#server/protocol/limits.ts';
import { errorView } from './command-error.ts';
import type { Request } from './requests.ts';
import { isIn, kindsOf, type Section } from './sections.ts';
import { type ListState, type RealtimeState, withPeople } from './state.ts';
import type { Store } from './store.ts';
import { mergeSummary, refreshSummaries } from './summaries.ts';

interface ListParts {
  store: Store<RealtimeState>;
  request: Request;
  section: Section;
}

/** The reader's conversations of a section, page by page. Nothing here rejects; what fails is shown in the state's `lists`. */
export interface ConversationList {
  /**
   * Reads as many rows as are held again, from the newest on, and answers them; undefined where that failed.
   */
  refresh(): Promise<readonly Summary[] | undefined>;
  loadMore(): Promise<void>;
}

const peersOf = (rows: readonly Summary[]) => rows.flatMap(({ peer }) => (peer ? [peer] : []));

export function createConversationList({ store, request, section }: ListParts): ConversationList {
  const kinds = [...kindsOf[section]];
  const listed = (row: Summary) => isIn(section, row);

  function note(list: Partial<ListState>) {
    store.update((state) => ({
      ...state,
      lists: { ...state.lists, [section]: { ...state.lists[section], ...list } },
    }));
  }

  async function fetchHead(count: number) {
    const rows: Summary[] = [];
    let cursor: string | null = null;
    do {
      const limit = Math.min(limits.page.max, Math.max(limits.page.default, count - rows.length));
      const page: { items: Summary[]; nextCursor: string | null } = await request('conversation.list', {
        kinds,
        cursor,
        limit,
      });
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && rows.length < count);
    return { rows, nextCursor: cursor };
  }

  async function refresh() {
    const before = store.get().summaries;
    try {
      const { rows, nextCursor } = await fetchHead([...before.values()].filter(listed).length);
      store.update((state) => ({
        ...state,
        people: withPeople(state.people, peersOf(rows)),
        summaries: refreshSummaries(state.summaries, rows, {
          before,
          listed,
          complete: nextCursor === null,
          keep: (id) => state.timelines.has(id),
        }),
        lists: { ...state.lists, [section]: { ...state.lists[section], nextCursor, error: null } },
      }));
      return rows;
    } catch {
      return undefined;
    }
  }

  return {
    refresh,
    async loadMore() {
      const { nextCursor, loading } = store.get().lists[section];
      if (nextCursor === null || loading) return;
      note({ loading: true, error: null });
      try {
        const page = await request('conversation.list', { kinds, cursor: nextCursor });
        // The list was read anew meanwhile: this page no longer follows what is held.
        if (store.get().lists[section].nextCursor !== nextCursor) return note({ loading: false });
        store.update((state) => {
          const summaries = new Map(state.summaries);
          for (const row of page.items) summaries.set(row.id, mergeSummary(summaries.get(row.id), row));
          const list = { nextCursor: page.nextCursor, loading: false, error: null };
          const lists = { ...state.lists, [section]: list };
          return { ...state, summaries, people: withPeople(state.people, peersOf(page.items)), lists };
        });
      } catch (error) {
        note({ loading: false, error: errorView(error) });
      }
    },
  };
}
