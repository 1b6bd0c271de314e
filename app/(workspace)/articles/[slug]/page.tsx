import type { Metadata } from 'next';
import Link from 'next/link';
import { ArticleActions } from '#components/articles/article-actions.tsx';
import { ArticleSections } from '#components/articles/article-sections.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { findArticle } from '#app/(workspace)/articles/find-article.ts';

type Props = PageProps<'/articles/[slug]'>;

const find = async ({ params, searchParams }: Props) =>
  findArticle((await params).slug, (await searchParams).language);

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await find(props)).article.title };
}

export default async function ArticlePage(props: Props) {
  const { session, article } = await find(props);
  const { language, title, body } = article;
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/articles', label: 'Back to the help articles' }}
          title={title}
          actions={<ArticleActions article={article} mayEdit={session.account.role === 'ADMIN'} />}
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <article lang={language} aria-label={title} className="pt-4 pb-12">
            <ArticleSections body={body} />
          </article>
          <p className="border-t py-6 text-meta text-muted">
            <Link href="/articles" className="text-accent underline underline-offset-2">
              All help articles
            </Link>
          </p>
        </Column>
      </div>
    </Page>
  );
}
