import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Presence } from '#server/protocol/conversation.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { Account, Person } from '#server/protocol/identity.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { AssistantCommands } from './assistant-commands.ts';
import type { Commands } from './commands.ts';
import type { MessageActions } from './message-actions.ts';
import { useRealtimeClient } from './provider.tsx';
import { idle, putAccount } from './state.ts';
import { membersOf, rowOf, rowsOf } from './rows.ts';
import { atTail } from './timeline.ts';
import type { Section } from './sections.ts';
import type { SupportCommands } from './support-commands.ts';
import { readersOf, timelineItems } from './timeline-items.ts';
import type {
  ConnectionState,
  ConversationRow,
  LoadState,
  Member,
  TimelineItem,
  TimelineView,
} from './types.ts';
import { useSelected } from './use-selected.ts';

const noItems: readonly TimelineItem[] = [];
const noMembers: readonly Member[] = [];
const nobody: readonly number[] = [];
const noRuns: readonly Run[] = [];

/** The signed-in user. */
export const useAccount = (): Account => useSelected((state) => state.account);

/** To be told of an account that was changed over REST, so that the whole page shows it. */
export function useAccountChanged(): (account: Account) => void {
  const { store } = useRealtimeClient();
  return useCallback((account) => store.update((state) => putAccount(state, account)), [store]);
}

export const useConnectionState = (): ConnectionState => useSelected((state) => state.connection);

export interface ConversationsView {
  /** Newest first. */
  rows: readonly ConversationRow[];
  hasMore: boolean;
  loading: boolean;
  /** Why the last page could not be loaded; cleared by the next try. */
  error: ErrorView | null;
  /** Does nothing while a page is loading or there is none. Never rejects. */
  loadMore(): Promise<void>;
}

/** The reader's conversations of a section; filtering is the view's. */
export function useConversations(section: Section = 'chats'): ConversationsView {
  const { lists } = useRealtimeClient();
  const summaries = useSelected((state) => state.summaries);
  const { nextCursor, loading, error } = useSelected((state) => state.lists[section]);
  const rows = useMemo(() => rowsOf(summaries, section), [summaries, section]);
  return { rows, hasMore: nextCursor !== null, loading, error, loadMore: lists[section].loadMore };
}

/** The list row of a conversation, where the reader is in it and it is loaded. */
export function useRow(conversationId: number | null): ConversationRow | null {
  const summary = useSelected(({ summaries }) =>
    conversationId === null ? undefined : summaries.get(conversationId),
  );
  return summary ? rowOf(summary) : null;
}

/** How far a conversation is loaded; loads it where it is not there, and keeps it while it is looked at. */
function useLoaded(conversationId: number): { state: LoadState; error: ErrorView | null } {
  const { loader } = useRealtimeClient();
  useEffect(() => loader.watch(conversationId), [loader, conversationId]);
  const gone = useSelected(({ gone: ids }) => ids.has(conversationId));
  const loaded = useSelected(({ timelines }) => timelines.has(conversationId));
  const error = useSelected(({ loading }) => loading.get(conversationId)?.error ?? null);
  if (gone) return { state: 'gone', error: null };
  if (loaded) return { state: 'ready', error: null };
  return { state: error ? 'error' : 'loading', error };
}

export interface ConversationView {
  state: LoadState;
  error: ErrorView | null;
  /** Null while loading. */
  row: ConversationRow | null;
  /** Everybody in it now, the longest member first. */
  members: readonly Member[];
  retry(): void;
}

/** One conversation's header and people; loads it where it is not there. */
export function useConversation(conversationId: number): ConversationView {
  const { loader } = useRealtimeClient();
  const loaded = useLoaded(conversationId);
  const summary = useSelected(({ summaries }) => summaries.get(conversationId));
  const participants = useSelected(({ timelines }) => timelines.get(conversationId)?.participants);
  const people = useSelected((state) => state.people);
  const members = useMemo(
    () => (participants ? membersOf(participants, people) : noMembers),
    [participants, people],
  );
  const retry = useCallback(() => void loader.load(conversationId), [loader, conversationId]);
  return { ...loaded, row: summary ? rowOf(summary) : null, members, retry };
}

/** The messages of a conversation with those on their way; loads the newest page where none is there. */
export function useTimeline(conversationId: number): TimelineView {
  const { loader } = useRealtimeClient();
  const loaded = useLoaded(conversationId);
  const timeline = useSelected(({ timelines }) => timelines.get(conversationId));
  const { older, newer, pageError } = useSelected(({ loading }) => loading.get(conversationId) ?? idle);
  const userId = useSelected(({ account }) => account.id);
  const outbox = useSelected((state) => state.outbox);
  const patches = useSelected((state) => state.patches);
  const items = useMemo(
    () => (timeline ? timelineItems(timeline, { userId, outbox, patches }) : noItems),
    [timeline, userId, outbox, patches],
  );
  const moves = useMemo(
    () => ({
      loadOlder: () => loader.loadOlder(conversationId),
      loadNewer: () => loader.loadNewer(conversationId),
      jumpTo: (seq: number) => loader.jumpTo(conversationId, seq),
      jumpToLatest: () => loader.jumpToLatest(conversationId),
      retry: () => void loader.load(conversationId),
      keepPlace: (seq: number | null) => loader.keepPlace(conversationId, seq),
    }),
    [loader, conversationId],
  );
  const reachesTail = timeline ? atTail(timeline) : false;
  return {
    ...loaded,
    ...moves,
    items,
    hasOlder: timeline?.hasOlder ?? false,
    hasNewer: timeline !== undefined && !reachesTail,
    loadingOlder: older,
    loadingNewer: newer,
    pageError,
    atTail: reachesTail,
    lastSeq: timeline?.lastSeq ?? 0,
  };
}

/** Ids of the others who have read up to `seq`, in the order of joining; the same array until people come or read. */
export function useReaders(conversationId: number, seq: number): readonly number[] {
  const participants = useSelected(({ timelines }) => timelines.get(conversationId)?.participants);
  const userId = useSelected(({ account }) => account.id);
  return useMemo(
    () => (participants ? readersOf(participants, userId, seq) : nobody),
    [participants, userId, seq],
  );
}

export interface ReadView {
  /** The pointer when the conversation was opened: the first-unread line stands before the next one's message. */
  openedAtSeq: number;
  /** Messages after the reader's pointer now. */
  unread: number;
}

/**
 * Keeps the reader's pointer: while `atEnd` holds and the page is visible and focused, everything in the conversation is
 * marked as read.
 */
export function useReadState(conversationId: number, atEnd: boolean): ReadView {
  const { reading } = useRealtimeClient();
  const summary = useSelected(({ summaries }) => summaries.get(conversationId));
  const lastShown = useSelected(({ timelines }) => {
    const timeline = timelines.get(conversationId);
    return timeline && atTail(timeline) ? (timeline.messages.at(-1)?.seq ?? null) : null;
  });
  const [opened, setOpened] = useState<{ id: number; seq: number } | null>(null);
  if (summary && opened?.id !== conversationId) setOpened({ id: conversationId, seq: summary.readSeq });

  useEffect(() => {
    if (!atEnd || lastShown === null) return;
    reading.atEnd(conversationId, lastShown);
    return () => reading.atEnd(conversationId, null);
  }, [reading, conversationId, atEnd, lastShown]);

  const openedAtSeq = opened?.id === conversationId ? opened.seq : (summary?.readSeq ?? 0);
  return { openedAtSeq, unread: summary ? rowOf(summary).unread : 0 };
}

/** What can be done with a stored message. */
export const useMessageActions = (): MessageActions => useRealtimeClient().actions;

export interface Typing {
  /** Ids of the others who type now; the same array until it changes. */
  who: readonly number[];
  /** Call at every keystroke: tells the others at most every 3 s. */
  notify(): void;
  /** Call when the composer becomes empty (sending does it by itself). */
  stop(): void;
}

export function useTyping(conversationId: number): Typing {
  const { typing } = useRealtimeClient();
  const who = useSelected((state) => state.typing.get(conversationId) ?? nobody);
  const signals = useMemo(
    () => ({ notify: () => typing.notify(conversationId), stop: () => typing.stop(conversationId) }),
    [typing, conversationId],
  );
  return { who, ...signals };
}

/** Says that a support chat is on screen, and answers which admins have it open, oneself among them. */
export function useViewers(conversationId: number): readonly number[] {
  const { viewing } = useRealtimeClient();
  useEffect(() => viewing.watch(conversationId), [viewing, conversationId]);
  return useSelected((state) => state.viewers.get(conversationId) ?? nobody);
}

/** Null until it is known. */
export function usePresence(userId: number | null): Presence | null {
  const { lookups } = useRealtimeClient();
  useEffect(() => (userId === null ? undefined : lookups.watchPresence(userId)), [lookups, userId]);
  return useSelected(({ presences }) => (userId === null ? null : (presences.get(userId) ?? null)));
}

/** Null until it is known. */
export function usePerson(userId: number | null): Person | null {
  const { lookups } = useRealtimeClient();
  useEffect(() => (userId === null ? undefined : lookups.watchPerson(userId)), [lookups, userId]);
  return useSelected(({ people }) => (userId === null ? null : (people.get(userId) ?? null)));
}

export const useCommands = (): Commands => useRealtimeClient().commands;

export const useSupportCommands = (): SupportCommands => useRealtimeClient().support;
export const useAssistantCommands = (): AssistantCommands => useRealtimeClient().assistant;

/** Answers in the making in a conversation, in the order in which they are made; kept while it is looked at. */
export function useRuns(conversationId: number): readonly Run[] {
  const { runs } = useRealtimeClient();
  useEffect(() => runs.watch(conversationId), [runs, conversationId]);
  return useSelected((state) => state.runs.get(conversationId) ?? noRuns);
}
