import type pg from 'pg';
import type { Passage, PassageStore, Weighed } from '#server/core/article-store.ts';
import { sectionsOf, textOf } from '#server/protocol/article-text.ts';
import type { ExcerptPart } from '#server/protocol/articles.ts';
import { iso } from './views.ts';

/** The full-text configuration of what is written in that language. */
const configOf = (language: string) =>
  `(case ${language} when 'es' then 'spanish' else 'english' end)::regconfig`;

/** What stems weigh in the body (D), nowhere (C), in a heading (B), in the title (A). */
const WEIGHTS = `'{0.2, 0.4, 0.7, 1.0}'`;

/** Characters of no script around what was looked for: they are private, and no text that is indexed has them. */
const [START, STOP] = ['\uE000', '\uE001'];
const HEADLINE = `StartSel=${START}, StopSel=${STOP}, MaxWords=38, MinWords=20, ShortWord=2`;

/** The passages of published articles. */
export function createPassageStore(pool: pg.Pool): PassageStore {
  return {
    async weigh(words, most) {
      const { rows } = await pool.query<{ view: Weighed }>({
        name: 'weigh-words',
        text: `select json_build_object('language', l.language,
            'sections', (select count(*) from (
              select from article_sections s where s.language = l.language limit $2) counted),
            'words', (select coalesce(json_agg(json_build_object(
                'word', w.word, 'lexeme', v.lexeme, 'sections', coalesce(f.sections, 0)) order by w.place), '[]')
              from unnest($1::text[]) with ordinality w (word, place)
              left join lateral unnest(to_tsvector(${configOf('l.language')}, w.word)) v on true
              left join lateral (select count(*) as sections from (
                select from article_sections s
                where s.search @@ to_tsquery('simple', quote_literal(v.lexeme)) and s.language = l.language limit $2) counted
              ) f on v.lexeme is not null)) as view
          from (values ('en'), ('es')) l (language)`,
        values: [words, most],
      });
      return rows.map(({ view }) => view);
    },

    async similarWords(language, word, slips) {
      const { rows } = await pool.query<{ word: string }>({
        name: 'similar-words',
        text: `select word from article_words
          where language = $1 and left(word, 1) = left($2, 1)
            and length(word) between length($2) - $3 and length($2) + $3`,
        values: [language, word, slips],
      });
      return rows.map((row) => row.word);
    },

    async find({ language, lexemes, by }, limit) {
      const found = 'any' in by ? `to_tsquery('simple', $3)` : `websearch_to_tsquery(${configOf('$1')}, $3)`;
      const { rows } = await pool.query<{ view: Omit<Passage, 'excerpt'> & { excerpt: string } }>({
        name: 'any' in by ? 'find-passages' : 'find-passages-exactly',
        text: `with wanted as materialized (
            select to_tsquery('simple', w.lexeme) as stem, w.weight
            from jsonb_to_recordset($2) w (lexeme text, weight real)
          ), ranked as materialized (
            select s.article_id, s.position, m.coverage,
              m.coverage + m.weight + 0.8 * m.naming / greatest(length(ts_filter(s.search, n.label)), 1)
                + ts_rank_cd(${WEIGHTS}, s.search, to_tsquery('simple', $4)) / 5 as rank
            from article_sections s
            -- What names the passage: of two that have all that was asked, the one whose name says the least besides.
            cross join lateral (select case when s.heading is null then '{a}' else '{b}' end::"char"[] as label) n
            cross join lateral (
              select sum(w.weight) as coverage, sum(w.weight * ts_rank(${WEIGHTS}, s.search, w.stem)) as weight,
                count(*) filter (where ts_filter(s.search, n.label) @@ w.stem) as naming
              from wanted w where s.search @@ w.stem
            ) m
            where s.search @@ ${found} and s.language = $1
            order by rank desc, article_id, position
            limit $5
          )
          select json_build_object('slug', a.slug, 'language', a.language, 'title', a.title, 'anchor', s.anchor,
            'heading', s.heading, 'text', s.body, 'rank', r.rank, 'coverage', r.coverage,
            'publishedAt', ${iso('a.published_at')}, 'updatedAt', ${iso('a.updated_at')},
            'excerpt', ts_headline(${configOf('$1')}, s.plain, ${found}, $6)) as view
          from ranked r
          join article_sections s on s.article_id = r.article_id and s.position = r.position
          join articles a on a.id = r.article_id
          order by r.rank desc, r.article_id, r.position`,
        values: [
          language,
          JSON.stringify(lexemes.map(({ lexeme, weight }) => ({ lexeme: quoted(lexeme), weight }))),
          'any' in by ? by.any.map(quoted).join(' | ') : by.query,
          lexemes.map(({ lexeme }) => quoted(lexeme)).join(' & '),
          limit,
          HEADLINE,
        ],
      });
      return rows.map(({ view }) => ({ ...view, excerpt: partsOf(view.excerpt) }));
    },
  };
}

/** A stem as `to_tsquery` takes any. */
const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;

/** Takes ts_headline's marks out of its text. */
function partsOf(marked: string): ExcerptPart[] {
  return marked
    .split(START)
    .flatMap((piece, index) => {
      const [hit = '', rest] = index === 0 ? ['', piece] : piece.split(STOP);
      return [
        { text: hit, hit: true },
        { text: rest ?? '', hit: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

/** Puts the article's sections into the index, or takes them out where it is not published. */
export async function indexArticle(client: pg.PoolClient, articleId: number): Promise<void> {
  await client.query('delete from article_sections where article_id = $1', [articleId]);
  const { rows } = await client.query<{ body: string }>(
    'select body from articles where id = $1 and published_at is not null',
    [articleId],
  );
  const [article] = rows;
  if (!article) return;
  const sections = sectionsOf(article.body).map((section) => ({
    ...section,
    plain: textOf(section.body).replaceAll(/[\uE000\uE001]/g, ''),
  }));
  await client.query(
    `insert into article_sections (article_id, position, language, anchor, heading, body, plain, search)
    select a.id, s.position, a.language, s.anchor, s.heading, s.body, s.plain,
      setweight(to_tsvector(${configOf('a.language')}, a.title), 'A')
        || setweight(to_tsvector(${configOf('a.language')}, coalesce(s.heading, '')), 'B')
        || to_tsvector(${configOf('a.language')}, s.plain)
    from articles a, unnest($2::text[], $3::text[], $4::text[], $5::text[])
      with ordinality s (anchor, heading, body, plain, position)
    where a.id = $1`,
    [
      articleId,
      sections.map(({ anchor }) => anchor),
      sections.map(({ heading }) => heading),
      sections.map(({ body }) => body),
      sections.map(({ plain }) => plain),
    ],
  );
  await client.query(
    `insert into article_words (language, word)
    select distinct a.language, w.word
    from articles a
    join article_sections s on s.article_id = a.id
    cross join lateral unnest(tsvector_to_array(
      to_tsvector('simple', concat_ws(' ', a.title, s.heading, s.plain)))) w (word)
    where a.id = $1 and w.word ~ '^[[:alpha:]]{4,40}$'
    on conflict do nothing`,
    [articleId],
  );
}
