import type { Route } from 'next';
import { type ArticlePlace, pathOfArticle } from '#server/protocol/article-path.ts';

/** An article's place as a page links to it. */
export const articlePath = (place: ArticlePlace): Route => pathOfArticle(place) as Route;
