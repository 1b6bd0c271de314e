import type { Metadata } from 'next';
import { ArticleEditor } from '#components/articles/article-editor.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireAdmin } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'New article' };

export default async function NewArticlePage() {
  await requireAdmin('/settings/articles/new');
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings/articles', label: 'Back to the articles' }}
          title="New article"
        />
      }
    >
      <ArticleEditor article={null} />
    </Page>
  );
}
