'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import type { HubOutput } from '#server/protocol/hub.ts';
import { SUPPORT } from './support-keys.ts';

/** Chats of a page: as many as one looks through before one thinks of other words. */
const PAGE = 20;

/** What a search finds, page by page; while another is asked for, the last one stays. Of no words nothing is asked. */
export function useDeskSearch(query: string) {
  const { search } = useSupportCommands();
  const { data, ...state } = useInfiniteQuery({
    queryKey: [SUPPORT, 'search', query],
    queryFn: ({ pageParam }): Promise<HubOutput<'support.search'>> =>
      search({ query, cursor: pageParam, limit: PAGE }),
    enabled: query !== '',
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
  // A chat that was written in while the pages were read may stand on two of them.
  const hits = data?.pages.flatMap(({ items }) => items);
  return { ...state, hits: hits && [...new Map(hits.map((hit) => [hit.chat.id, hit])).values()] };
}
