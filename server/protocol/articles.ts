import { z } from 'zod';
import { articleText, language } from './article-text.ts';
import { timestamp, wellFormed } from './fields.ts';

/** An article of the knowledge base. Without `publishedAt` it is a draft, which admins alone see. */
export const article = articleText.extend({
  publishedAt: timestamp.nullable(),
  updatedAt: timestamp,
  /** It came with the product and nobody has changed it: a newer version of the product may. */
  shipped: z.boolean(),
});
export type Article = z.infer<typeof article>;

/** An article of which other languages are known. */
export const articleView = article.extend({
  /** All languages in which the asker can read it, its own among them. */
  languages: z.array(language),
});
export type ArticleView = z.infer<typeof articleView>;

/** A piece of plain text; `hit` where it is what was looked for. */
export const excerptPart = z.object({ text: z.string(), hit: z.boolean() });
export type ExcerptPart = z.infer<typeof excerptPart>;

/** An article in a list, or the passage of it that a search has found. */
export const articleHit = article
  .pick({ slug: true, language: true, title: true, publishedAt: true, updatedAt: true })
  .extend({
    /** Where the passage begins; null for the article's beginning. */
    anchor: z.string().nullable(),
    heading: z.string().nullable(),
    excerpt: z.array(excerptPart),
  });
export type ArticleHit = z.infer<typeof articleHit>;

/** Query of `GET /api/articles`: by title, or what a search finds. Drafts (`draft`, `all`) are for admins, and not searched. */
export const articlesQuery = z
  .object({
    query: z.string().refine(wellFormed, 'must be well-formed text').optional(),
    /** Without it a list has all, and a search is in that of the question. */
    language: language.optional(),
    state: z.enum(['published', 'draft', 'all']).default('published'),
    cursor: z.string().max(600).optional(),
  })
  .refine(({ query, state }) => query === undefined || state === 'published', {
    path: ['state'],
    message: 'only published articles are searched',
  });
export type ArticlesQuery = z.infer<typeof articlesQuery>;

/** The answer of `GET /api/articles`. */
export const articlesPage = z.object({ data: z.array(articleHit), nextCursor: z.string().nullable() });

/** Query of `GET /api/articles/:slug`: the language that is wished for; another where it is not there in that. */
export const articleQuery = z.object({ language: language.optional() });

/** Query of what changes an article: exactly that one. */
export const articleChangeQuery = z.object({ language: language.default('en') });

/** `POST /api/articles`. */
export const articleRequest = articleText.extend({ published: z.boolean().default(false) });
export type ArticleRequest = z.infer<typeof articleRequest>;

/** `PATCH /api/articles/:slug`. */
export const articleChange = articleText
  .pick({ slug: true, title: true, body: true })
  .extend({ published: z.boolean() })
  .partial();
export type ArticleChange = z.infer<typeof articleChange>;
