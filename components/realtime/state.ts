import type { Delta, Message, Presence, Summary } from '#server/protocol/conversation.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { Account, Person } from '#server/protocol/identity.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { forSections, type Section, sections } from './sections.ts';
import { applyToSummary, mergeSummary, type Reader, type Summaries } from './summaries.ts';
import { applyDelta, openTimeline, type Timeline } from './timeline.ts';
import type { ConnectionState, InitialConversation, InitialList } from './types.ts';

/** What is going on with the window of one conversation, besides what is in it. */
export interface Loading {
  /** Why the first load failed; null while it runs. */
  error: ErrorView | null;
  older: boolean;
  newer: boolean;
  pageError: ErrorView | null;
}

/** How far a list of conversations is loaded. */
export interface ListState {
  nextCursor: string | null;
  loading: boolean;
  error: ErrorView | null;
}

/** One's own change of a message, shown until the change itself arrives. */
export interface Patch {
  apply: (message: Message) => Message;
  /** The version of its commit, once acknowledged; null while it is on its way. */
  version: number | null;
}

/** Everything that the views see. Each part keeps its identity until something in it changes. */
export interface RealtimeState {
  account: Account;
  connection: ConnectionState;
  summaries: Summaries;
  lists: Readonly<Record<Section, ListState>>;
  timelines: ReadonlyMap<number, Timeline>;
  loading: ReadonlyMap<number, Loading>;
  /** Conversations that the reader was found not to be in. */
  gone: ReadonlySet<number>;
  people: ReadonlyMap<number, Person>;
  presences: ReadonlyMap<number, Presence>;
  /** Who types, by conversation. */
  typing: ReadonlyMap<number, readonly number[]>;
  /** Admins who have a support chat open, oneself among them; of the one that is on screen only. */
  viewers: ReadonlyMap<number, readonly number[]>;
  /** Messages on their way, in the order of sending. */
  outbox: readonly OutboxEntry[];
  /** Files that wait in the composers, by conversation. */
  attachments: ReadonlyMap<number, readonly OutgoingFile[]>;
  /** How much of a file on its way is uploaded, from 0 to 1, by its message's client id. */
  uploads: ReadonlyMap<string, number>;
  /** Bytes that a file may have. */
  fileSizeLimit: number;
  /** Answers in the making, by conversation; of those that are looked at only. */
  runs: ReadonlyMap<number, readonly Run[]>;
  /** By message id. */
  patches: ReadonlyMap<number, readonly Patch[]>;
}

export const idle: Loading = { error: null, older: false, newer: false, pageError: null };

/** A copy of the map with `key` set, or deleted where `value` is undefined. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  if (map.get(key) === value) return map;
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

export function withPeople(
  held: RealtimeState['people'],
  people: readonly Person[],
): RealtimeState['people'] {
  const same = (a: Person | undefined, b: Person) =>
    a?.name === b.name && a.username === b.username && a.role === b.role;
  if (people.every((person) => same(held.get(person.id), person))) return held;
  return new Map([...held, ...people.map((person) => [person.id, person] as const)]);
}

const personOf = ({ id, username, name, role }: Account): Person => ({ id, username, name, role });

/** The account as the server knows it now. */
export const putAccount = (state: RealtimeState, account: Account): RealtimeState => ({
  ...state,
  account,
  people: withPeople(state.people, [personOf(account)]),
});

export function initialState({ account, lists, fileSizeLimit = Infinity }: InitialList): RealtimeState {
  const items = sections.flatMap((section) => lists[section].items);
  const peers = items.flatMap(({ peer }) => (peer ? [peer] : []));
  return {
    account,
    connection: 'connecting',
    summaries: new Map(items.map((summary) => [summary.id, summary])),
    lists: forSections((section) => ({ nextCursor: lists[section].nextCursor, loading: false, error: null })),
    timelines: new Map(),
    loading: new Map(),
    gone: new Set(),
    people: new Map([personOf(account), ...peers].map((person) => [person.id, person])),
    presences: new Map(),
    typing: new Map(),
    viewers: new Map(),
    outbox: [],
    attachments: new Map(),
    uploads: new Map(),
    fileSizeLimit,
    runs: new Map(),
    patches: new Map(),
  };
}

/** Who reads, and by what names they know the others. */
export function readerOf({ account, people }: RealtimeState): Reader {
  return { userId: account.id, nameOf: (userId) => people.get(userId)?.name ?? '' };
}

/** Takes over what was read of a conversation's header: the reader is in it. */
export function putSummary(state: RealtimeState, summary: Summary, people: readonly Person[]): RealtimeState {
  const { id } = summary;
  const gone = new Set(state.gone);
  return {
    ...state,
    gone: gone.delete(id) ? gone : state.gone,
    summaries: withEntry(state.summaries, id, mergeSummary(state.summaries.get(id), summary)),
    people: withPeople(state.people, people),
  };
}

/** Takes over what was read of a conversation. A window that is held already stays, and so does what is newer. */
export function putConversation(state: RealtimeState, initial: InitialConversation): RealtimeState {
  const { opened, page } = initial;
  const { id } = opened.summary;
  return {
    ...putSummary(state, opened.summary, opened.people),
    timelines: state.timelines.has(id)
      ? state.timelines
      : withEntry(state.timelines, id, openTimeline(opened, page)),
    loading: withEntry(state.loading, id, undefined),
  };
}

/** Patches whose change has arrived with the window's version are done with. */
function dropPatches(state: RealtimeState, timeline: Timeline, changed: readonly Message[]): RealtimeState {
  let { patches } = state;
  for (const { id } of changed) {
    const held = patches.get(id);
    if (!held) continue;
    const left = held.filter(({ version }) => version === null || version > timeline.version);
    if (left.length !== held.length) patches = withEntry(patches, id, left.length > 0 ? left : undefined);
  }
  return patches === state.patches ? state : { ...state, patches };
}

/** Applies a delta to the list and to the window, each as far as it follows what is held there. */
export function applyChanges(state: RealtimeState, delta: Delta): RealtimeState {
  const { conversationId } = delta;
  const summary = state.summaries.get(conversationId);
  const timeline = state.timelines.get(conversationId);
  const nextSummary = summary && applyToSummary(summary, delta, readerOf(state));
  const nextTimeline = timeline && applyDelta(timeline, delta);
  if (nextSummary === summary && nextTimeline === timeline) return state;
  const next = {
    ...state,
    summaries: withEntry(state.summaries, conversationId, nextSummary),
    timelines: withEntry(state.timelines, conversationId, nextTimeline),
  };
  return nextTimeline && nextTimeline !== timeline ? dropPatches(next, nextTimeline, delta.messages) : next;
}

/** The reader is no longer in it: it leaves the list; a window that is open stays as it is. */
export function removeConversation(state: RealtimeState, conversationId: number): RealtimeState {
  return {
    ...state,
    gone: new Set([...state.gone, conversationId]),
    summaries: withEntry(state.summaries, conversationId, undefined),
    typing: withEntry(state.typing, conversationId, undefined),
  };
}

/** Drops a window that nobody looks at. */
export function evict(state: RealtimeState, conversationId: number): RealtimeState {
  return {
    ...state,
    timelines: withEntry(state.timelines, conversationId, undefined),
    loading: withEntry(state.loading, conversationId, undefined),
  };
}
