import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Articles by title, or the passages that a search finds. */
export const GET = route('GET /api/articles', async ({ session, query }) => {
  const { articles, nextCursor } = await running().core.articles.list(session, query());
  return answer({ data: articles, nextCursor });
});

/** Writes an article, by an admin: a draft unless `published` says otherwise. */
export const POST = route('POST /api/articles', async ({ session, body }) =>
  answer(await running().core.articles.create(session, await body()), 201),
);
