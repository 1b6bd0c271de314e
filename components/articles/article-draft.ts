import { type ArticleText, articleText } from '#server/protocol/article-text.ts';
import { limits } from '#server/protocol/limits.ts';

export type ArticleField = 'title' | 'slug' | 'body';

const fieldTexts: Record<ArticleField, string> = {
  title: `Give it a title of at most ${limits.title} characters.`,
  slug: `Use at most ${limits.slug} small letters and digits, with single hyphens between.`,
  body: `Write something, at most ${limits.article.toLocaleString('en')} characters.`,
};

/** What is to be said at each wrong field; nothing where the server would take the draft. */
export function draftProblems(draft: ArticleText): Partial<Record<ArticleField, string>> {
  const { error } = articleText.safeParse(draft);
  const wrong = new Set(error?.issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(fieldTexts).filter(([field]) => wrong.has(field)));
}
