import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ArticleText } from './protocol/article-text.ts';
import { sectionsOf } from './protocol/article-text.ts';
import { readShippedArticles } from './shipped-articles.ts';
import { startApplication } from './testing/application.ts';

const root = new URL('..', import.meta.url).pathname;

describe('the articles of the product', () => {
  let articles: ArticleText[] = [];
  beforeAll(async () => {
    articles = await readShippedArticles(join(root, 'content/articles'));
  });

  it('are the same ones in each language, a dozen at least', () => {
    const of = (wanted: string) =>
      articles.filter(({ language }) => language === wanted).map(({ slug }) => slug);
    expect(of('en').length).toBeGreaterThanOrEqual(12);
    expect(of('es')).toEqual(of('en'));
  });

  it('have links that lead somewhere, in their own language', async () => {
    const places = new Set(
      articles.flatMap(({ slug, language, body }) => {
        const path = `/articles/${slug}${language === 'en' ? '' : `?language=${language}`}`;
        return [path, ...sectionsOf(body).map(({ anchor }) => `${path}#${anchor}`)];
      }),
    );
    const isPage = (link: string) =>
      access(join(root, 'app/(workspace)', link, 'page.tsx')).then(
        () => true,
        () => false,
      );
    const dead: string[] = [];
    for (const { slug, language, body } of articles)
      for (const [, link = ''] of body.matchAll(/\]\((\/[^)]*)\)/g)) {
        const good = link.startsWith('/articles/')
          ? places.has(link) && link.includes('language=es') === (language === 'es')
          : await isPage(link);
        if (!good) dead.push(`${language}/${slug}: ${link}`);
      }
    expect(dead).toEqual([]);
  });
});

describe('reading them', () => {
  it.each([
    ['no title', 'Just text.'],
    ['no text', '---\ntitle: Empty\n---\n\n'],
  ])('fails, and says which it is, where one has %s', async (_what, content) => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-articles-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await Promise.all(['en', 'es'].map((language) => mkdir(join(folder, language))));
    await writeFile(join(folder, 'en/wrong.md'), content);
    await expect(readShippedArticles(folder)).rejects.toThrow('en/wrong.md is no article');
  });
});

describe('shipping', () => {
  const article = (slug: string, body: string): ArticleText => ({ slug, language: 'en', title: slug, body });

  it('brings what is new, and leaves alone what somebody has changed, deleted or written', async () => {
    const application = await startApplication();
    onTestFinished(() => application.stop());
    const { articles } = application.core;
    const admin = { id: '', account: (await application.user('admin', 'ADMIN')).account, expiresAt: 0 };
    const bodies = async () => {
      const { rows } = await application.pool.query<{ slug: string; body: string }>(
        'select slug, body from articles order by slug',
      );
      return Object.fromEntries(rows.map(({ slug, body }) => [slug, body]));
    };

    await articles.create(admin, { ...article('own', 'of the admin'), published: true });
    const first = ['changed', 'deleted', 'gone', 'kept', 'own'].map((slug) => article(slug, 'one'));
    // Several instances may start at once.
    await Promise.all([articles.ship(first), articles.ship(first)]);
    expect(await bodies()).toEqual({
      changed: 'one',
      deleted: 'one',
      gone: 'one',
      kept: 'one',
      own: 'of the admin',
    });

    await articles.change(admin, 'changed', 'en', { body: 'by the admin' });
    await articles.remove(admin, 'deleted', 'en');
    const second = ['changed', 'deleted', 'kept', 'new', 'own'].map((slug) => article(slug, 'two weaving'));
    await articles.ship(second);
    const after = { changed: 'by the admin', kept: 'two weaving', new: 'two weaving', own: 'of the admin' };
    expect(await bodies()).toEqual(after);
    const found = await application.core.knowledge.search('weaving', { limit: 9 });
    expect(found.map(({ slug }) => slug).toSorted()).toEqual(['kept', 'new']);

    await articles.ship(second);
    expect(await bodies()).toEqual(after);
  });
});
