import { slug } from '#server/protocol/article-text.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { running } from '#server/registry.ts';
import { type Call, answer, noContent, route } from '#app/api/endpoint.ts';

/** The article's name in the path; what can be none names none. */
function slugIn(params: Call['params']): string {
  const parsed = slug.safeParse(params.slug);
  if (!parsed.success) throw new ChatError('article_not_found');
  return parsed.data;
}

/** An article, where there is one in the language that is wished for. */
export const GET = route('GET /api/articles/[slug]', async ({ session, params, query }) =>
  answer(await running().core.articles.get(session, slugIn(params), query().language)),
);

/** Changes, publishes or takes back an article, by an admin. */
export const PATCH = route('PATCH /api/articles/[slug]', async ({ session, params, query, body }) => {
  const { language } = query();
  return answer(await running().core.articles.change(session, slugIn(params), language, await body()));
});

/** Deletes an article, by an admin. */
export const DELETE = route('DELETE /api/articles/[slug]', async ({ session, params, query }) => {
  await running().core.articles.remove(session, slugIn(params), query().language);
  return noContent();
});
