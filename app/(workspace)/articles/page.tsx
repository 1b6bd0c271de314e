import type { Metadata } from 'next';
import Link from 'next/link';
import { requireSession } from '#app/session.ts';
import { ArticlesBrowser } from '#components/articles/articles-browser.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { wellFormed } from '#server/protocol/fields.ts';
import { running } from '#server/registry.ts';
import { languageOf } from './language.ts';

export const metadata: Metadata = { title: 'Help' };

export default async function ArticlesPage({ searchParams }: PageProps<'/articles'>) {
  const session = await requireSession('/articles');
  const { q, language: named } = await searchParams;
  const query = typeof q === 'string' && wellFormed(q) ? q : '';
  const language = await languageOf(named);
  const { articles, nextCursor } = await running().core.articles.list(session, {
    ...(query.trim() === '' ? { language } : { query }),
    state: 'published',
  });
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/chats', label: 'Back to chats' }}
          title="Help"
          actions={
            session.account.role === 'ADMIN' && (
              <Button asChild size="small">
                <Link href="/settings/articles">Manage articles</Link>
              </Button>
            )
          }
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <ArticlesBrowser
            key={language}
            initial={{ query, page: { data: articles, nextCursor } }}
            language={language}
          />
        </Column>
      </div>
    </Page>
  );
}
