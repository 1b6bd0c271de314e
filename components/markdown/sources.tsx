import Link from 'next/link';
import { articlePath } from './article-path.ts';
import type { Citation } from '#server/protocol/conversation.ts';

/** What an answer cites, as links; nothing where it cites nothing. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ul aria-label="Sources" className="mt-2 flex flex-wrap gap-2 text-meta">
      {citations.map((citation) => (
        <li key={citation.n}>
          <Link
            href={articlePath(citation)}
            prefetch={false}
            className="inline-flex rounded-control border px-2 py-0.5 text-muted hover:bg-hover hover:text-text"
          >
            <span className="mr-1.5 tabular-nums">{citation.n}</span>
            {citation.title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
