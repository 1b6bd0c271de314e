'use client';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAccount, useSupportCommands } from '#components/realtime/hooks.ts';
import type { HubOutput } from '#server/protocol/hub.ts';
import type { DeskFilter } from './paths.ts';
import { adminsKey, countsKey, listKey, SUPPORT } from './support-keys.ts';

/** News are pushed; this is for what no event tells, as a new message in a chat that one is not in. */
const REFRESH_MS = 15_000;

/** Asks again, whatever is on screen, when anything about support chats may have changed. Stands once in the page. */
export function useSupportNews(): void {
  const { watch } = useSupportCommands();
  const queries = useQueryClient();
  useEffect(() => watch(() => void queries.invalidateQueries({ queryKey: [SUPPORT] })), [watch, queries]);
}

/** The chats that are looked at, page by page. */
export function useDeskList(filter: DeskFilter) {
  const { list } = useSupportCommands();
  return useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam }): Promise<HubOutput<'support.list'>> => list({ ...filter, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: REFRESH_MS,
  });
}

/** How many chats wait, are one's own, and are active; undefined until it is known, and for whoever is no admin. */
export function useDeskCounts(): HubOutput<'support.counts'> | undefined {
  const { counts } = useSupportCommands();
  const { role } = useAccount();
  const { data } = useQuery({
    queryKey: countsKey,
    queryFn: counts,
    enabled: role === 'ADMIN',
    refetchInterval: REFRESH_MS,
  });
  return data;
}

/** How many wait before a chat; null until it is known, and where it does not wait. */
export function useAhead(conversationId: number, waiting: boolean): number | null {
  const { place } = useSupportCommands();
  const { data } = useQuery({
    queryKey: [SUPPORT, 'place', conversationId],
    queryFn: () => place(conversationId),
    enabled: waiting,
    refetchInterval: REFRESH_MS,
  });
  return waiting ? (data ?? null) : null;
}

/** Who wrote a chat, their other ones, and what they said to `rating`, which brings it. */
export function useClientOf(conversationId: number, rating: number | null) {
  const { client } = useSupportCommands();
  return useQuery({
    queryKey: [SUPPORT, 'client', conversationId, rating],
    queryFn: () => client(conversationId),
    placeholderData: keepPreviousData,
  });
}

/** What admins tell each other about a chat, the latest page first. */
export function useNotes(conversationId: number) {
  const { notes } = useSupportCommands();
  return useInfiniteQuery({
    queryKey: [SUPPORT, 'notes', conversationId],
    queryFn: ({ pageParam }) => notes(conversationId, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.hasMore ? page.notes[0]?.id : undefined),
  });
}

/** What happened to a chat, the latest page first. */
export function useHistory(conversationId: number) {
  const { history } = useSupportCommands();
  return useInfiniteQuery({
    queryKey: [SUPPORT, 'history', conversationId],
    queryFn: ({ pageParam }) => history(conversationId, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.hasMore ? page.events[0]?.id : undefined),
  });
}

/** Every label that a chat has. */
export function useLabels() {
  const { labels } = useSupportCommands();
  return useQuery({ queryKey: [SUPPORT, 'labels'], queryFn: labels });
}

/** Everybody who may own a chat. */
export function useAdmins(enabled: boolean) {
  const { admins } = useSupportCommands();
  return useQuery({ queryKey: adminsKey, queryFn: admins, enabled });
}
