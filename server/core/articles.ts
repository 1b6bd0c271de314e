import type { ArticleText, Language } from '#server/protocol/article-text.ts';
import type {
  Article,
  ArticleChange,
  ArticleHit,
  ArticleRequest,
  ArticlesQuery,
  ArticleView,
} from '#server/protocol/articles.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import type { ArticleCursor, ArticleStore, Passage } from './article-store.ts';
import type { Audit } from './audit.ts';
import type { Knowledge } from './knowledge.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';

/** Passages that a search answers. */
const FOUND = 20;

export type Articles = ReturnType<typeof createArticles>;

interface ArticlesParts {
  store: ArticleStore;
  search: Knowledge['search'];
  audit: Pick<Audit, 'record'>;
}

/** The articles of the knowledge base: everybody reads the published ones, admins write them. */
export function createArticles({ store, search, audit }: ArticlesParts) {
  return {
    /** By title, or what `query` finds, the best first. Errors: forbidden (drafts), invalid_request (cursor). */
    async list(
      { account }: Session,
      { query, language, state, cursor }: ArticlesQuery,
    ): Promise<{ articles: ArticleHit[]; nextCursor: string | null }> {
      if (state !== 'published') requireAdmin(account);
      if (query !== undefined && query.trim() !== '') {
        const passages = await search(query, { limit: FOUND, language });
        return { articles: passages.map(hitOf), nextCursor: null };
      }
      const limit = limits.page.default;
      const after = cursor === undefined ? null : readCursor(cursor);
      const found = await store.list({ language: language ?? null, state }, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        articles: shown.map(({ hit }) => hit),
        nextCursor: last ? writeCursor({ title: last.hit.title, id: last.id }) : null,
      };
    },

    /**
     * An article in that language, else in the first there is. A draft is not there for who is no admin. Error:
     * article_not_found.
     */
    async get({ account }: Session, slug: string, language?: Language): Promise<ArticleView> {
      const all = await store.find(slug);
      const readable = all.filter(({ publishedAt }) => publishedAt !== null || account.role === 'ADMIN');
      const article = readable.find((each) => each.language === language) ?? readable[0];
      if (!article) throw new ChatError('article_not_found');
      return { ...article, languages: readable.map((each) => each.language) };
    },

    /** Errors: forbidden, article_exists. */
    async create(session: Session, article: ArticleRequest): Promise<Article> {
      requireAdmin(session.account);
      const created = await store.create(article);
      if (!created) throw new ChatError('article_exists');
      await audit.record(session, 'article_created', named(article));
      return created;
    },

    /** Errors: forbidden, article_not_found, article_exists (the new slug). */
    async change(
      session: Session,
      slug: string,
      language: Language,
      change: ArticleChange,
    ): Promise<Article> {
      requireAdmin(session.account);
      const changed = await store.change(slug, language, change);
      if (!changed) throw new ChatError('article_not_found');
      if (changed === 'taken') throw new ChatError('article_exists');
      await audit.record(session, 'article_changed', named({ slug, language }), change);
      return changed;
    },

    /** Errors: forbidden, article_not_found. */
    async remove(session: Session, slug: string, language: Language): Promise<void> {
      requireAdmin(session.account);
      if (!(await store.remove(slug, language))) throw new ChatError('article_not_found');
      await audit.record(session, 'article_deleted', named({ slug, language }));
    },

    /** Takes over what comes with the product, at its start. */
    ship: (articles: readonly ArticleText[]): Promise<void> => store.ship(articles),
  };
}

/** What the audit log calls an article. */
const named = ({ slug, language }: Pick<ArticleRequest, 'slug' | 'language'>) => `${slug} (${language})`;

const hitOf = ({ text: _text, rank: _rank, coverage: _coverage, ...hit }: Passage): ArticleHit => hit;

const writeCursor = ({ title, id }: ArticleCursor) => `${id}_${title}`;

function readCursor(cursor: string): ArticleCursor {
  const [, id, title] = /^(\d{1,15})_([^\0]{1,480})$/su.exec(cursor) ?? [];
  if (id === undefined || title === undefined || !title.isWellFormed())
    throw new ChatError('invalid_request', { fields: { cursor: 'is not a cursor of this list' } });
  return { id: Number(id), title };
}
