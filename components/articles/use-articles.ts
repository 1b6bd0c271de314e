'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ArticleHit, ArticlesQuery } from '#server/protocol/articles.ts';
import { articlesApi } from './articles-api.ts';
import { articlesKey } from './articles-key.ts';

/** The first page of a list, as the server has rendered it. */
export interface ArticlesPage {
  data: ArticleHit[];
  nextCursor: string | null;
}

/** A list of articles, page by page; while another is asked for, the last one stays. */
export function useArticles(query: Partial<ArticlesQuery>, initial?: ArticlesPage) {
  const { data, ...state } = useInfiniteQuery({
    queryKey: [...articlesKey, query],
    queryFn: ({ pageParam }) =>
      articlesApi.list({ ...query, ...(pageParam !== '' && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    ...(initial && { initialData: { pages: [initial], pageParams: [''] } }),
  });
  return { ...state, articles: data?.pages.flatMap((page) => page.data) };
}
