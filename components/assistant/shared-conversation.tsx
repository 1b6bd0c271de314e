import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Markdown } from '#components/markdown/markdown.tsx';
import { Column } from '#components/shell/column.tsx';
import { Mark } from '#components/shell/mark.tsx';
import type { Answer, Citation } from '#server/protocol/conversation.ts';
import { Sources } from '#components/markdown/sources.tsx';

interface SharedTurn {
  question: string;
  fileName: string | null;
  answer: { content: string; status: Answer['status']; citations: Citation[] } | null;
}

interface SharedConversationProps {
  title: string;
  ownerName: string;
  /** ISO 8601. */
  sharedAt: string;
  turns: readonly SharedTurn[];
  /** From 1. */
  page: number;
  pages: number;
  /** Where a page is. */
  hrefOf: (page: number) => Route;
}

const endings: Record<Answer['status'], string | null> = {
  COMPLETED: null,
  STOPPED: 'This answer was stopped.',
  FAILED: 'This answer could not be finished.',
  INTERRUPTED: 'This answer was interrupted.',
};

// The reader's zone is not known here, and a day is exact enough.
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A conversation with the assistant for those who have its link: to be read, by anybody. */
export function SharedConversation(props: SharedConversationProps) {
  const { title, ownerName, sharedAt, turns, page, pages, hrefOf } = props;
  return (
    <div className="safe-x flex min-h-dvh flex-col bg-surface">
      <header className="border-b">
        <Column className="flex min-h-header items-center gap-3 py-2">
          <Mark className="size-7 shrink-0" />
          <div className="min-w-0">
            <h1 className="font-semibold wrap-anywhere">{title}</h1>
            <p className="text-meta wrap-anywhere text-muted">
              Shared by {ownerName}, as it was on{' '}
              <time dateTime={sharedAt}>{days.format(new Date(sharedAt))}</time>
            </p>
          </div>
        </Column>
      </header>
      <main className="flex-1">
        <Column className="flex flex-col gap-6 py-6">
          {turns.length === 0 && <p className="text-muted">There is nothing in it.</p>}
          {turns.map((turn, index) => (
            // What was shared stays in its order.
            <Turn key={index} {...turn} />
          ))}
          {pages > 1 && (
            <nav aria-label="Pages" className="flex items-center justify-between border-t pt-4 text-meta">
              <PageLink href={page > 1 ? hrefOf(page - 1) : null}>Earlier</PageLink>
              <span className="text-muted tabular-nums">
                {page} / {pages}
              </span>
              <PageLink href={page < pages ? hrefOf(page + 1) : null}>Later</PageLink>
            </nav>
          )}
        </Column>
      </main>
      <footer className="safe-bottom border-t">
        <Column className="py-4 text-time text-muted">
          Answers are written by an AI and may be wrong. Kept on{' '}
          <Link href={'/' as Route} prefetch={false} className="text-accent underline underline-offset-2">
            Switchboard
          </Link>
          .
        </Column>
      </footer>
    </div>
  );
}

function Turn({ question, fileName, answer }: SharedTurn) {
  const ending = answer && endings[answer.status];
  return (
    <section aria-label="Turn" className="flex flex-col gap-3">
      <div className="flex flex-col items-end">
        <p
          dir="auto"
          className="max-w-132 rounded-bubble bg-accent-weak px-3 py-1.5 wrap-anywhere whitespace-pre-wrap"
        >
          {question}
          {fileName !== null && <span className="block text-meta text-muted">File: {fileName}</span>}
        </p>
      </div>
      <article aria-label="Answer">
        {answer ? (
          <>
            <Markdown text={answer.content} citations={answer.citations} />
            <Sources citations={answer.citations} />
          </>
        ) : (
          <p className="text-muted">There is no answer.</p>
        )}
        {ending && <p className="mt-2 text-meta text-muted">{ending}</p>}
      </article>
    </section>
  );
}

/** Nothing in its place where there is no such page. */
function PageLink({ href, children }: { href: Route | null; children: ReactNode }) {
  if (href === null) return <span />;
  return (
    <Link href={href} prefetch={false} className="touch-target text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
