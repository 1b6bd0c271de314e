import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireSession } from '#app/session.ts';
import { type Language, language, slug } from '#server/protocol/article-text.ts';
import { isChatError } from '#server/protocol/errors.ts';
import { running } from '#server/registry.ts';

/** The article that an address names, for whoever is signed in; the page says "not found" where there is none for them. */
export const findArticle = cache(async (named: string, inLanguage: unknown) => {
  const session = await requireSession(`/articles/${named}`);
  const name = slug.safeParse(named);
  if (!name.success) notFound();
  const wished: Language | undefined = language.safeParse(inLanguage).data;
  try {
    return { session, article: await running().core.articles.get(session, name.data, wished) };
  } catch (error) {
    if (isChatError(error) && error.code === 'article_not_found') notFound();
    throw error;
  }
});
