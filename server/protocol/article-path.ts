import type { Citation } from './conversation.ts';

export type ArticlePlace = Pick<Citation, 'slug' | 'language'> & Partial<Pick<Citation, 'anchor'>>;

/** Where on this server an article is read in that language; with an anchor at that heading. */
export function pathOfArticle({ slug, language, anchor = null }: ArticlePlace): string {
  const query = language === 'en' ? '' : `?language=${language}`;
  const hash = anchor === null ? '' : `#${encodeURIComponent(anchor)}`;
  return `/articles/${encodeURIComponent(slug)}${query}${hash}`;
}
