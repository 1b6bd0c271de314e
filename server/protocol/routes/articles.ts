import {
  article,
  articleChange,
  articleChangeQuery,
  articleQuery,
  articleRequest,
  articlesPage,
  articlesQuery,
  articleView,
} from '#server/protocol/articles.ts';
import type { RestOperations } from './route.ts';

const slug = 'The article’s name in addresses';

export const articleRoutes = {
  'GET /api/articles': {
    about:
      'Help articles by title, or with query the passages that a search finds, the best first. An admin may also list drafts.',
    access: 'user',
    query: articlesQuery,
    answers: { 200: articlesPage },
    errors: ['forbidden'],
  },
  'POST /api/articles': {
    about: 'Writes an article: a draft, unless it is published at once.',
    access: 'admin',
    body: articleRequest,
    answers: { 201: article },
    errors: ['article_exists'],
  },
  'GET /api/articles/[slug]': {
    about: 'An article, in another language where it is not there in the one that is wished for.',
    access: 'user',
    params: { slug },
    query: articleQuery,
    answers: { 200: articleView },
    errors: ['article_not_found'],
  },
  'PATCH /api/articles/[slug]': {
    about: 'Changes an article, publishes it or takes it back.',
    access: 'admin',
    params: { slug },
    query: articleChangeQuery,
    body: articleChange,
    answers: { 200: article },
    errors: ['article_not_found', 'article_exists'],
  },
  'DELETE /api/articles/[slug]': {
    about: 'Deletes an article in one language.',
    access: 'admin',
    params: { slug },
    query: articleChangeQuery,
    answers: { 204: null },
    errors: ['article_not_found'],
  },
} as const satisfies RestOperations;
