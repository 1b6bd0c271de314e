'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { RowTime } from '#components/list/row-time.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ArticleHit } from '#server/protocol/articles.ts';
import { languageName } from './language-name.ts';
import { useArticles } from './use-articles.ts';

/** All articles, drafts among them, for those who write them. */
export function ManagedArticles() {
  const { articles, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useArticles({
    state: 'all',
  });
  if (error && !articles)
    return (
      <div className="flex flex-col items-start gap-3 py-6">
        <FormProblem>{problemText(error)}</FormProblem>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    );
  if (!articles)
    return (
      <div className="flex flex-col gap-3 py-6">
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10" />
        ))}
      </div>
    );
  if (articles.length === 0)
    return (
      <div className="py-16">
        <EmptyState
          action={
            <Button asChild>
              <Link href="/settings/articles/new">Write the first one</Link>
            </Button>
          }
        >
          There are no articles yet.
        </EmptyState>
      </div>
    );
  return (
    <div className="py-4">
      <ul aria-label="Articles" className="divide-y">
        {articles.map((article) => (
          <ManagedRow key={`${article.language}/${article.slug}`} article={article} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}

function ManagedRow({ article }: { article: ArticleHit }) {
  const { slug, language, title, publishedAt, updatedAt } = article;
  return (
    <li>
      <Link
        href={`/settings/articles/${slug}?language=${language}` as Route}
        className="-mx-3 flex min-h-12 items-center gap-3 rounded-control px-3 py-2 transition-colors hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span lang={language} className="block truncate font-medium">
            {title}
          </span>
          <span className="block truncate text-meta text-muted">
            {languageName[language]} · {slug}
          </span>
        </span>
        {publishedAt === null ? (
          <Badge tone="warning">Draft</Badge>
        ) : (
          <Badge tone="positive">Published</Badge>
        )}
        <RowTime at={updatedAt} />
      </Link>
    </li>
  );
}
