import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** An article that is missing and a draft look the same. */
export default function ArticleNotFound() {
  return (
    <Page
      header={
        <PageHeader back={{ href: '/articles', label: 'Back to the help articles' }} title="Not found" />
      }
    >
      <EmptyState
        action={
          <Button asChild>
            <Link href="/articles">Go to the help articles</Link>
          </Button>
        }
      >
        There is no such article, or it is not published.
      </EmptyState>
    </Page>
  );
}
