import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ArticleStore } from '#server/core/article-store.ts';
import { type ArticleText, type Language, textOf } from '#server/protocol/article-text.ts';
import type { Article, ArticleChange, ArticleHit, ExcerptPart } from '#server/protocol/articles.ts';
import { isUniqueViolation } from '#db/client.ts';
import { limits } from '#server/protocol/limits.ts';
import { transaction } from './changing.ts';
import { indexArticle } from './passages.ts';
import { iso } from './views.ts';

/** Any number that no one else takes: instances that start together ship one after the other. */
const LOCK = 7_248_012;

/** An `Article`, over `articles a`. */
const articleView = `json_build_object(
  'slug', a.slug, 'language', a.language, 'title', a.title, 'body', a.body, 'publishedAt', ${iso('a.published_at')},
  'updatedAt', ${iso('a.updated_at')}, 'shipped', a.shipped)`;

/** An `ArticleHit` of the whole article. */
const hitView = `json_build_object(
  'slug', a.slug, 'language', a.language, 'title', a.title, 'publishedAt', ${iso('a.published_at')},
  'updatedAt', ${iso('a.updated_at')}, 'anchor', null, 'heading', null, 'excerpt', left(a.body, 400))`;

/** Articles, and with each change of a published one its passages. */
export function createArticleStore(pool: pg.Pool): ArticleStore {
  return {
    async list({ language, state }, after, limit) {
      const { rows } = await pool.query<{
        id: number;
        view: Omit<ArticleHit, 'excerpt'> & { excerpt: string };
      }>({
        name: `articles-${state}`,
        text: `select a.id, ${hitView} as view from articles a
          where ($1::text is null or a.language = $1)
            and ${state === 'all' ? 'true' : `a.published_at is ${state === 'draft' ? '' : 'not'} null`}
            and ($2::text is null or (a.title, a.id) > ($2, $3::bigint))
          order by a.title, a.id limit $4`,
        values: [language, after?.title ?? null, after?.id ?? null, limit],
      });
      return rows.map(({ id, view }) => ({ id, hit: { ...view, excerpt: beginningOf(view.excerpt) } }));
    },

    async find(slug) {
      const { rows } = await pool.query<{ view: Article }>({
        name: 'article',
        text: `select ${articleView} as view from articles a where a.slug = $1 order by a.language`,
        values: [slug],
      });
      return rows.map(({ view }) => view);
    },

    create: ({ published, ...article }) =>
      transaction(pool, (client) => insert(client, { ...article, published, shipped: false })),

    async change(slug, language, change) {
      try {
        return await transaction(pool, (client) => update(client, slug, language, change));
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },

    async remove(slug, language) {
      const { rowCount } = await pool.query('delete from articles where slug = $1 and language = $2', [
        slug,
        language,
      ]);
      return rowCount === 1;
    },

    ship: (articles) =>
      transaction(pool, async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
        const { rows } = await client.query<{ slug: string; language: Language; digest: string }>(
          'select slug, language, digest from shipped_articles',
        );
        const digests = new Map(rows.map((row) => [`${row.language}/${row.slug}`, row.digest]));
        for (const article of articles) {
          const key = `${article.language}/${article.slug}`;
          const before = digests.get(key);
          digests.delete(key);
          const digest = digestOf(article);
          if (before !== digest) await shipOne(client, article, digest, before === undefined);
        }
        for (const { slug, language } of rows.filter((row) => digests.has(`${row.language}/${row.slug}`))) {
          await client.query('delete from articles where slug = $1 and language = $2 and shipped', [
            slug,
            language,
          ]);
          await client.query('delete from shipped_articles where slug = $1 and language = $2', [
            slug,
            language,
          ]);
        }
      }),
  };
}

/** Undefined where slug and language are taken. */
async function insert(
  client: pg.PoolClient,
  { slug, language, title, body, published, shipped }: ArticleText & { published: boolean; shipped: boolean },
): Promise<Article | undefined> {
  const { rows } = await client.query<{ id: number; view: Article }>(
    `insert into articles as a (slug, language, title, body, published_at, updated_at, shipped)
    values ($1, $2, $3, $4, case when $5 then now() end, date_trunc('milliseconds', now()), $6)
    on conflict (slug, language) do nothing returning a.id, ${articleView} as view`,
    [slug, language, title, body, published, shipped],
  );
  const [created] = rows;
  if (created) await indexArticle(client, created.id);
  return created?.view;
}

/** Undefined where there is none such. */
async function update(
  client: pg.PoolClient,
  slug: string,
  language: Language,
  change: ArticleChange,
): Promise<Article | undefined> {
  const { rows } = await client.query<{ id: number; view: Article }>(
    `update articles a set
      slug = coalesce($3, slug), title = coalesce($4, title), body = coalesce($5, body),
      published_at = case when $6::boolean is null then published_at when $6 then coalesce(published_at, now()) end,
      updated_at = date_trunc('milliseconds', now()), shipped = false
    where a.slug = $1 and a.language = $2 returning a.id, ${articleView} as view`,
    [
      slug,
      language,
      change.slug ?? null,
      change.title ?? null,
      change.body ?? null,
      change.published ?? null,
    ],
  );
  const [changed] = rows;
  if (changed) await indexArticle(client, changed.id);
  return changed?.view;
}

/** A new one is published where its name is free; one that is there is written over while nobody has changed it. */
async function shipOne(client: pg.PoolClient, article: ArticleText, digest: string, isNew: boolean) {
  const { slug, language, title, body } = article;
  if (isNew) await insert(client, { ...article, published: true, shipped: true });
  else {
    const { rows } = await client.query<{ id: number }>(
      `update articles set title = $3, body = $4, updated_at = date_trunc('milliseconds', now())
      where slug = $1 and language = $2 and shipped returning id`,
      [slug, language, title, body],
    );
    for (const { id } of rows) await indexArticle(client, id);
  }
  await client.query(
    `insert into shipped_articles (slug, language, digest) values ($1, $2, $3)
    on conflict (slug, language) do update set digest = excluded.digest`,
    [slug, language, digest],
  );
}

/** How an article begins, as one reads it. */
function beginningOf(markdown: string): ExcerptPart[] {
  const text = textOf(markdown).slice(0, limits.excerpt).toWellFormed();
  return text === '' ? [] : [{ text, hit: false }];
}

const digestOf = ({ title, body }: ArticleText) =>
  createHash('sha256').update(`${title}\n${body}`).digest('base64url');
