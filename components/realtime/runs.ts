import type { Message } from '#server/protocol/conversation.ts';
import { answerClientId, appendText, type Run, type RunText } from '#server/protocol/runs.ts';
import type { Request } from './requests.ts';
import { type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';

interface RunsParts {
  store: Store<RealtimeState>;
  request: Request;
}

/**
 * The answers in the making of the conversations that are looked at. Their text comes in pieces with offsets; where a
 * piece is missing, all of it is read again. One that has ended stays until its message is there.
 */
export interface Runs {
  /** Keeps the runs of a conversation known; answers how to let go. */
  watch(conversationId: number): () => void;
  changed(run: Run): void;
  grown(text: RunText): void;
  /** Messages that are certainly there: those that runs have ended in take their place. */
  arrived(messages: readonly Message[]): void;
  ready(): void;
}

const isOpen = ({ state }: Run) => state === 'QUEUED' || state === 'RUNNING';

export function createRuns({ store, request }: RunsParts): Runs {
  const watched = new Map<number, number>();
  /** Conversations that are being read, and whether they must be read once more. */
  const reading = new Map<number, boolean>();

  function update(conversationId: number, change: (runs: readonly Run[]) => readonly Run[]) {
    store.update((state) => {
      const held = state.runs.get(conversationId) ?? [];
      const next = change(held);
      return next === held
        ? state
        : { ...state, runs: withEntry(state.runs, conversationId, next.length > 0 ? next : undefined) };
    });
  }

  const isStored = ({ conversationId, id }: Run) =>
    store
      .get()
      .timelines.get(conversationId)
      ?.messages.some(({ clientId }) => clientId === answerClientId(id)) ?? false;

  async function read(conversationId: number) {
    if (reading.has(conversationId)) return void reading.set(conversationId, true);
    reading.set(conversationId, false);
    try {
      const { runs } = await request('run.list', { conversationId });
      if (watched.has(conversationId))
        update(conversationId, (held) => {
          const known = new Map(held.map((run) => [run.id, run]));
          const open = runs.map((run) => {
            const before = known.get(run.id);
            // What was heard meanwhile may be ahead of what was read.
            return before?.content.startsWith(run.content) ? { ...run, content: before.content } : run;
          });
          const fresh = new Set(runs.map(({ id }) => id));
          return [...held.filter((run) => !fresh.has(run.id) && !isOpen(run) && !isStored(run)), ...open];
        });
    } catch {
      // The next `ready` reads again.
    }
    const again = reading.get(conversationId);
    reading.delete(conversationId);
    if (again && watched.has(conversationId)) await read(conversationId);
  }

  return {
    watch(conversationId) {
      const count = watched.get(conversationId) ?? 0;
      watched.set(conversationId, count + 1);
      if (count === 0) void read(conversationId);
      return () => {
        const left = (watched.get(conversationId) ?? 1) - 1;
        if (left > 0) return void watched.set(conversationId, left);
        watched.delete(conversationId);
        update(conversationId, () => []);
      };
    },
    changed(run) {
      if (!watched.has(run.conversationId)) return;
      update(run.conversationId, (held) => {
        const before = held.find(({ id }) => id === run.id);
        const others = held.filter(({ id }) => id !== run.id);
        if (!isOpen(run) && isStored(run)) return others;
        const next = isOpen(run) || !before ? run : { ...run, content: before.content };
        return [...others, next].toSorted((a, b) => a.id - b.id);
      });
    },
    grown(piece) {
      const { conversationId, runId } = piece;
      if (!watched.has(conversationId)) return;
      const run = store
        .get()
        .runs.get(conversationId)
        ?.find(({ id }) => id === runId);
      const content = run && appendText(run.content, piece);
      if (content === undefined) return void read(conversationId);
      update(conversationId, (held) => held.map((one) => (one.id === runId ? { ...one, content } : one)));
    },
    arrived(messages) {
      const stored = new Map<number, Set<string>>();
      for (const { conversationId, clientId, answer } of messages)
        if (answer) stored.set(conversationId, (stored.get(conversationId) ?? new Set()).add(clientId));
      for (const [conversationId, clientIds] of stored)
        update(conversationId, (held) => {
          const left = held.filter(({ id }) => !clientIds.has(answerClientId(id)));
          return left.length === held.length ? held : left;
        });
    },
    ready() {
      for (const conversationId of watched.keys()) void read(conversationId);
    },
  };
}
