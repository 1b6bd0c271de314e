import type { Metadata } from 'next';
import Link from 'next/link';
import { ManagedArticles } from '#components/articles/managed-articles.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireAdmin } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Manage articles' };

export default async function ManageArticlesPage() {
  await requireAdmin('/settings/articles');
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings', label: 'Back to settings' }}
          title="Manage articles"
          actions={
            <Button asChild size="small" look="primary">
              <Link href="/settings/articles/new">New article</Link>
            </Button>
          }
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <ManagedArticles />
        </Column>
      </div>
    </Page>
  );
}
