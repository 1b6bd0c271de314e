import { readShippedArticles } from '#server/shipped-articles.ts';
import type { TestApplication } from './application.ts';

/** Puts the articles that come with the product into the application, as its start does. */
export async function shipArticles({ core }: TestApplication): Promise<void> {
  await core.articles.ship(
    await readShippedArticles(new URL('../../content/articles', import.meta.url).pathname),
  );
}
