import { beforeAll, describe, expect, it } from 'vitest';
import { article, articleView, articlesPage } from '#server/protocol/articles.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { DELETE, GET as getArticle, PATCH } from './[slug]/route.ts';
import { GET, POST } from './route.ts';

const application = sharedApplication();
let [admin, user]: TestUser[] = [];
beforeAll(async () => {
  serveRoutes(application);
  [admin, user] = [await application.user('admin', 'ADMIN'), await application.user('user')];
});

let count = 0;
const text = (title: string, body: string) => ({ slug: `article-${++count}`, language: 'en', title, body });
const write = (body: object) => callRoute(POST, { token: admin?.token, body });
const read = (slug: string, by = user, query = '') =>
  callRoute(getArticle, { token: by?.token, params: { slug }, query });
const change = (slug: string, body: object, by = admin, query = '') =>
  callRoute(PATCH, { method: 'PATCH', token: by?.token, params: { slug }, body, query });
const remove = (slug: string, by = admin) =>
  callRoute(DELETE, { method: 'DELETE', token: by?.token, params: { slug } });
const find = async (query: string) =>
  articlesPage.parse((await callRoute(GET, { token: user?.token, query: `?query=${query}` })).body).data;
const list = async (by: TestUser | undefined, query: string) => callRoute(GET, { token: by?.token, query });
const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;

describe('writing', () => {
  it('is for admins alone, and so are drafts', async () => {
    const draft = text('Heddles', 'They lift the warp.');
    expect(article.parse((await write(draft)).body)).toMatchObject({
      ...draft,
      publishedAt: null,
      shipped: false,
    });
    for (const refused of [
      await callRoute(POST, { token: user?.token, body: text('Mine', 'Mine.') }),
      await change(draft.slug, { published: true }, user),
      await remove(draft.slug, user),
      await list(user, '?state=draft'),
      await list(user, '?state=all'),
    ])
      expect([refused.status, code(refused)]).toEqual([403, 'forbidden']);
    expect(code(await read(draft.slug))).toBe('article_not_found');
    expect((await read(draft.slug, admin)).status).toBe(200);
    expect(code(await callRoute(GET))).toBe('unauthorized');
    expect(articlesPage.parse((await list(admin, '?state=draft')).body).data).toContainEqual(
      expect.objectContaining({ slug: draft.slug, publishedAt: null }),
    );
  });

  it('refuses a name that is taken in that language, and takes it in another', async () => {
    const first = text('Bobbins', 'They hold the weft.');
    const second = text('Spools', 'They hold the thread.');
    await write(first);
    await write(second);
    const answers = [await write(first), await change(second.slug, { slug: first.slug })];
    for (const answer of answers) expect([answer.status, code(answer)]).toEqual([409, 'article_exists']);
    const spanish = { ...first, language: 'es', title: 'Bobinas', body: 'Guardan la trama.' };
    expect((await write(spanish)).status).toBe(201);
    expect(articleView.parse((await read(first.slug, admin, '?language=es')).body)).toMatchObject({
      title: 'Bobinas',
      languages: ['en', 'es'],
    });
    expect((await read(first.slug, admin)).body).toMatchObject({ title: 'Bobbins' });
  });

  it.each([
    ['slug', { slug: 'Not a slug' }],
    ['title', { title: '' }],
    ['body', { body: ' \n ' }],
    ['body', { body: 'x'.repeat(30_001) }],
    ['body', { body: 'a\0b' }],
    ['language', { language: 'de' }],
  ])('names a wrong %s', async (field, wrong) => {
    const answer = await write({ ...text('Shuttles', 'They fly.'), ...wrong });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'validation_failed' } } });
    expect(
      Object.keys((answer.body as { error: { details: { fields: object } } }).error.details.fields),
    ).toEqual([field]);
  });
});

describe('publishing', () => {
  it('lets everybody find and read it; taking it back ends that', async () => {
    const draft = text('Pedals', 'Pedals move the kalamkari frames.');
    await write(draft);
    expect(await find('kalamkari')).toEqual([]);
    await change(draft.slug, { published: true });
    expect(await find('kalamkari')).toMatchObject([{ slug: draft.slug, title: 'Pedals', anchor: null }]);
    expect((await read(draft.slug)).status).toBe(200);
    await change(draft.slug, { body: 'Pedals move the ikat frames.' });
    expect(await find('kalamkari')).toEqual([]);
    expect(await find('ikat')).toMatchObject([{ slug: draft.slug }]);
    await change(draft.slug, { published: false });
    expect(await find('ikat')).toEqual([]);
    expect(code(await read(draft.slug))).toBe('article_not_found');
  });

  it('keeps the time of the first publishing through changes', async () => {
    const draft = text('Reeds', 'They beat.');
    await write({ ...draft, published: true });
    const first = article.parse((await read(draft.slug)).body).publishedAt;
    await change(draft.slug, { published: true, title: 'Reeds and combs' });
    expect(article.parse((await read(draft.slug)).body)).toMatchObject({
      publishedAt: first,
      title: 'Reeds and combs',
    });
  });

  it('of a deleted one is over', async () => {
    const draft = text('Looms', 'A jacquard loom.');
    await write({ ...draft, published: true });
    expect((await remove(draft.slug)).status).toBe(204);
    expect(await find('jacquard')).toEqual([]);
    for (const answer of [
      await read(draft.slug),
      await remove(draft.slug),
      await change(draft.slug, { title: 'x' }),
    ])
      expect([answer.status, code(answer)]).toEqual([404, 'article_not_found']);
  });
});

describe('listing', () => {
  it('goes through all of them by title, page by page', async () => {
    const titles = Array.from({ length: 60 }, (_, index) => `Listed ${String(index).padStart(3, '0')}`);
    for (const title of titles.toReversed()) await write({ ...text(title, 'One of many.'), published: true });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = articlesPage.parse((await list(user, `?language=en${query}`)).body);
      seen.push(...page.data.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.filter((title) => title.startsWith('Listed'))).toEqual(titles);
  });

  it.each([
    '?cursor=x',
    '?cursor=1_',
    '?cursor=1_%00',
    '?state=none',
    '?language=de',
    '?query=a&state=all',
    '?query=%00',
  ])('refuses %s', async (query) => {
    const answer = await list(admin, query);
    expect([answer.status, code(answer)]).toEqual([400, 'invalid_request']);
  });
});

describe('a name that is none', () => {
  it.each(['..', 'Ä', '\0', 'x'.repeat(200), 'a--b'])('%j is not found', async (slug) => {
    for (const answer of [await read(slug, admin), await change(slug, { title: 'x' }), await remove(slug)])
      expect([answer.status, code(answer)]).toEqual([404, 'article_not_found']);
  });
});
