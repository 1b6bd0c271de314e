import type { Metadata } from 'next';
import { findArticle } from '#app/(workspace)/articles/find-article.ts';
import { ArticleEditor } from '#components/articles/article-editor.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireAdmin } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Edit article' };

export default async function EditArticlePage({
  params,
  searchParams,
}: PageProps<'/settings/articles/[slug]'>) {
  const { slug } = await params;
  await requireAdmin(`/settings/articles/${slug}`);
  const { article } = await findArticle(slug, (await searchParams).language);
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings/articles', label: 'Back to the articles' }}
          title="Edit article"
        />
      }
    >
      <ArticleEditor key={`${article.language}/${article.slug}`} article={article} />
    </Page>
  );
}
