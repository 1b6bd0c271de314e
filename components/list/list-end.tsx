'use client';
import { useEffect } from 'react';
import type { ErrorView } from '#server/protocol/errors.ts';
import { Button } from '#components/ui/button.tsx';
import { RowSkeleton } from './row-skeleton.tsx';

interface ListEndProps {
  /** How many lines there are so far. */
  loaded: number;
  loading: boolean;
  /** Why the last page could not be loaded. */
  error: ErrorView | null;
  loadMore: () => Promise<unknown>;
}

/** The last line of a list that goes on: near it, the next page is loaded. */
export function ListEnd({ loaded, loading, error, loadMore }: ListEndProps) {
  // Mounted only near the edge of what is seen; each page that arrives may leave it there.
  useEffect(() => {
    if (!loading && !error) void loadMore();
  }, [loaded, loading, error, loadMore]);
  if (!error) return <RowSkeleton />;
  return (
    <div role="alert" className="flex min-h-16 items-center gap-3 px-4 text-meta text-muted">
      <span className="flex-1">Older conversations could not be loaded.</span>
      <Button size="small" onClick={() => void loadMore()}>
        Try again
      </Button>
    </div>
  );
}
