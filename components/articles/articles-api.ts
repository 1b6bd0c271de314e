import type { Language } from '#server/protocol/article-text.ts';
import {
  article,
  type ArticleChange,
  articlesPage,
  type ArticleRequest,
  type ArticlesQuery,
} from '#server/protocol/articles.ts';
import { callRest, nothing } from '#components/rest/rest-call.ts';

const pathOf = (slug: string, language: Language) =>
  `/api/articles/${encodeURIComponent(slug)}?language=${language}`;

/** The articles over REST. Each rejects with a RestError. */
export const articlesApi = {
  list: (query: Partial<ArticlesQuery>) =>
    callRest('GET', `/api/articles?${new URLSearchParams(query)}`, articlesPage),
  create: (wanted: ArticleRequest) => callRest('POST', '/api/articles', article, wanted),
  change: (slug: string, language: Language, change: ArticleChange) =>
    callRest('PATCH', pathOf(slug, language), article, change),
  remove: (slug: string, language: Language) => callRest('DELETE', pathOf(slug, language), nothing),
};
