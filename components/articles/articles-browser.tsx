'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useDebounced } from '#components/list/use-debounced.ts';
import { problemText } from '#components/rest/problem-text.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { type Language, language as languages } from '#server/protocol/article-text.ts';
import { limits } from '#server/protocol/limits.ts';
import { ArticleRow } from './article-row.tsx';
import { languageName } from './language-name.ts';
import { type ArticlesPage, useArticles } from './use-articles.ts';

const SETTLE_MS = 200;

interface ArticlesBrowserProps {
  /** What the address asked for, and its first page. */
  initial: { query: string; page: ArticlesPage };
  /** Of the list; a search is in the language of the question. */
  language: Language;
}

/** The help articles: all by title, or what fits a question. The address keeps the question. */
export function ArticlesBrowser({ initial, language }: ArticlesBrowserProps) {
  const [typed, setTyped] = useState(initial.query);
  const query = useDebounced(typed.trim(), SETTLE_MS);
  const { articles, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useArticles(
    query === '' ? { language } : { query },
    query === initial.query.trim() ? initial.page : undefined,
  );

  useEffect(() => {
    const address = new URL(window.location.href);
    if ((address.searchParams.get('q') ?? '') === query) return;
    if (query === '') address.searchParams.delete('q');
    else address.searchParams.set('q', query);
    window.history.replaceState(null, '', address);
  }, [query]);

  return (
    <div className="py-6">
      <form role="search" action="/articles" onSubmit={(event) => event.preventDefault()}>
        <SearchField
          name="q"
          label="Search the help articles"
          placeholder="Search, or ask a question"
          maxLength={limits.question}
          value={typed}
          onValueChange={setTyped}
        />
      </form>
      {query === '' && <LanguageChoice chosen={language} />}
      <p role="status" className="sr-only">
        {query !== '' && articles && `${articles.length} found`}
      </p>
      {error && (
        <div className="mt-6 flex flex-col items-start gap-3">
          <FormProblem>{problemText(error)}</FormProblem>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      )}
      {articles?.length === 0 && !error && (
        <div className="mt-10">
          <EmptyState
            action={query !== '' && <Button onClick={() => setTyped('')}>Show all articles</Button>}
          >
            {query === '' ? 'There are no articles yet.' : 'Nothing was found. Try other words.'}
          </EmptyState>
        </div>
      )}
      <ul aria-label={query === '' ? 'Articles' : 'Found'} className="mt-3 flex flex-col gap-0.5">
        {articles?.map((hit) => (
          <ArticleRow key={`${hit.language}/${hit.slug}#${hit.anchor ?? ''}`} hit={hit} />
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

function LanguageChoice({ chosen }: { chosen: Language }) {
  return (
    <nav aria-label="Language" className="mt-4 flex gap-1">
      {languages.options.map((each) => (
        <Link
          key={each}
          href={`/articles?language=${each}`}
          lang={each}
          aria-current={each === chosen ? 'true' : undefined}
          className={cn(
            'touch-target inline-flex h-8 items-center rounded-control px-3 text-meta transition-colors',
            each === chosen ? 'bg-selected font-medium' : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          {languageName[each]}
        </Link>
      ))}
    </nav>
  );
}
