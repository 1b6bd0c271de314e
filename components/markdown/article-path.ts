import type { Route } from 'next';
import type { Citation } from '#server/protocol/conversation.ts';

type Place = Pick<Citation, 'slug' | 'language'> & Partial<Pick<Citation, 'anchor'>>;

/** Where an article is read in that language; with an anchor at that heading. */
export function articlePath({ slug, language, anchor = null }: Place): Route {
  const query = language === 'en' ? '' : `?language=${language}`;
  const hash = anchor === null ? '' : `#${encodeURIComponent(anchor)}`;
  return `/articles/${encodeURIComponent(slug)}${query}${hash}` as Route;
}
