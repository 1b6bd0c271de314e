import Link from 'next/link';
import { articlePath } from '#components/markdown/article-path.ts';
import type { ArticleHit } from '#server/protocol/articles.ts';
import { Excerpt } from '#components/list/excerpt.tsx';

/** An article, or the passage that was found in it. */
export function ArticleRow({ hit }: { hit: ArticleHit }) {
  return (
    <li>
      <Link
        href={articlePath(hit)}
        lang={hit.language}
        className="-mx-3 block rounded-control px-3 py-2.5 transition-colors hover:bg-hover"
      >
        <span className="block font-medium text-pretty">{hit.heading ?? hit.title}</span>
        {hit.heading !== null && <span className="block text-meta text-muted">{hit.title}</span>}
        <span className="mt-0.5 line-clamp-2 text-meta text-muted">
          <Excerpt parts={hit.excerpt} />
        </span>
      </Link>
    </li>
  );
}
