'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { RowTime } from '#components/list/row-time.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { AuditEntry } from '#server/protocol/administration.ts';
import { administrationApi, auditKey } from './administration-api.ts';
import { auditWords } from './audit-words.ts';

/** What was changed about the desk, the latest first. */
export function AuditEntries() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: auditKey,
    queryFn: ({ pageParam }) => administrationApi.auditLog(pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (!data)
    return error ? (
      <div className="flex flex-col items-start gap-3 py-6">
        <FormProblem>{problemText(error)}</FormProblem>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    ) : (
      <div className="flex flex-col gap-3 py-6">
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10" />
        ))}
      </div>
    );
  const entries = data.pages.flatMap((page) => page.data);
  if (entries.length === 0)
    return (
      <div className="py-16">
        <EmptyState>Nothing was changed about the desk yet.</EmptyState>
      </div>
    );
  return (
    <div className="py-4">
      <ul aria-label="Audit log" className="divide-y">
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
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

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { actor, at } = entry;
  const { did, subject, touched } = auditWords(entry);
  return (
    <li className="flex items-start gap-3 py-2.5">
      <Avatar id={actor.id} name={actor.name} size="small" />
      <div className="min-w-0 flex-1 text-meta">
        <p dir="auto" className="wrap-anywhere">
          <span className="font-medium">{actor.name}</span> {did}{' '}
          <span className="font-medium">{subject}</span>
        </p>
        {touched !== '' && <p className="text-muted">{touched}</p>}
      </div>
      <RowTime at={at} />
    </li>
  );
}
