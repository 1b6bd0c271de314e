import type { Route } from 'next';
import Link from 'next/link';
import { articlePath } from '#components/markdown/article-path.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ArticleView } from '#server/protocol/articles.ts';
import { languageName } from './language-name.ts';

/** Beside an article's title: its other languages, and for who may write it the way there. */
export function ArticleActions({ article, mayEdit }: { article: ArticleView; mayEdit: boolean }) {
  const { slug, language, languages, publishedAt } = article;
  return (
    <>
      {publishedAt === null && <Badge tone="warning">Draft</Badge>}
      {languages
        .filter((each) => each !== language)
        .map((each) => (
          <Button key={each} asChild look="ghost" size="small">
            <Link href={articlePath({ slug, language: each })} lang={each} hrefLang={each}>
              {languageName[each]}
            </Link>
          </Button>
        ))}
      {mayEdit && (
        <Button asChild size="small">
          <Link href={`/settings/articles/${slug}?language=${language}` as Route}>Edit</Link>
        </Button>
      )}
    </>
  );
}
