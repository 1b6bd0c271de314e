import type { Presence } from '#server/protocol/conversation.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Clock } from './clock.ts';
import type { Request } from './requests.ts';
import { type RealtimeState, withEntry, withPeople } from './state.ts';
import type { Store } from './store.ts';

/** What is asked for within this time goes into one request. */
const GATHER_MS = 20;

interface LookupParts {
  store: Store<RealtimeState>;
  request: Request;
  clock: Clock;
}

/** People and their presence, asked for by whoever shows them, in few requests. What fails is asked again on `ready`. */
export interface Lookups {
  /** Keeps a user's name known while it is shown; answers how to let go. */
  watchPerson(userId: number): () => void;
  watchPresence(userId: number): () => void;
  presence(presence: Presence): void;
  ready(): void;
}

/** Gathers ids and loads them together, at most as many at once as a command may name. */
function createGather(clock: Clock, load: (ids: number[]) => Promise<void>) {
  const wanted = new Set<number>();
  let scheduled = false;
  function flush() {
    scheduled = false;
    const ids = [...wanted];
    wanted.clear();
    for (let at = 0; at < ids.length; at += limits.idsPerCommand)
      load(ids.slice(at, at + limits.idsPerCommand)).catch(() => {});
  }
  return (id: number) => {
    wanted.add(id);
    if (scheduled) return;
    scheduled = true;
    clock.after(GATHER_MS, flush);
  };
}

/** Counts who watches what. */
function createWatch(begin: (id: number) => void) {
  const counts = new Map<number, number>();
  return {
    ids: () => counts.keys(),
    watch(id: number) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      begin(id);
      return () => {
        const left = (counts.get(id) ?? 1) - 1;
        if (left > 0) counts.set(id, left);
        else counts.delete(id);
      };
    },
  };
}

export function createLookups({ store, request, clock }: LookupParts): Lookups {
  /** How many presences were pushed so far, and the number of each user's last: an answer may be older than a push. */
  let pushes = 0;
  const pushedAt = new Map<number, number>();

  const wantPerson = createGather(clock, async (userIds) => {
    const { people } = await request('people.get', { userIds });
    store.update((state) => ({ ...state, people: withPeople(state.people, people) }));
  });

  const wantPresence = createGather(clock, async (userIds) => {
    const asked = pushes;
    const { presences } = await request('presence.get', { userIds });
    const fresh = presences.filter(({ userId }) => (pushedAt.get(userId) ?? 0) <= asked);
    store.update((state) => ({
      ...state,
      presences: new Map([...state.presences, ...fresh.map((one) => [one.userId, one] as const)]),
    }));
  });

  const people = createWatch((id) => {
    if (!store.get().people.has(id)) wantPerson(id);
  });
  const presences = createWatch((id) => {
    if (!store.get().presences.has(id)) wantPresence(id);
  });

  return {
    watchPerson: people.watch,
    watchPresence: presences.watch,
    presence(presence) {
      pushes += 1;
      pushedAt.set(presence.userId, pushes);
      store.update((state) => ({
        ...state,
        presences: withEntry(state.presences, presence.userId, presence),
      }));
    },
    ready() {
      for (const id of people.ids()) if (!store.get().people.has(id)) wantPerson(id);
      for (const id of presences.ids()) wantPresence(id);
    },
  };
}
