import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArticleText, articleText, language } from './protocol/article-text.ts';

/** `---`, `title: …`, `---`, and then the Markdown. */
const FILE = /^---\ntitle: (.+)\n---\n+/;

/**
 * The articles that come with the product: `<folder>/<language>/<slug>.md`. Throws where one is none, and says which:
 * a start without them would take them for removed.
 */
export async function readShippedArticles(folder: string): Promise<ArticleText[]> {
  const articles = await Promise.all(language.options.map((each) => readLanguage(folder, each)));
  return articles.flat();
}

async function readLanguage(folder: string, of: ArticleText['language']): Promise<ArticleText[]> {
  const names = (await readdir(join(folder, of))).filter((name) => name.endsWith('.md'));
  return Promise.all(
    names.toSorted().map(async (name) => {
      const text = await readFile(join(folder, of, name), 'utf8');
      const [head = '', title] = FILE.exec(text) ?? [];
      const parsed = articleText.safeParse({
        slug: name.slice(0, -'.md'.length),
        language: of,
        title,
        body: text.slice(head.length).trim(),
      });
      if (!parsed.success) throw new Error(`${join(of, name)} is no article`, { cause: parsed.error });
      return parsed.data;
    }),
  );
}
