'use client';
import { Column } from '#components/shell/column.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TimelineView } from '#components/realtime/types.ts';
import { EDGE } from './scroll-keeper.ts';

function Loading() {
  return (
    <Column className="flex gap-3">
      <Skeleton className="size-8 rounded-full" />
      <span className="flex-1 space-y-2 pt-1">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="h-3.5 w-3/5" />
      </span>
    </Column>
  );
}

function Failed({ what, onRetry }: { what: string; onRetry: () => void }) {
  return (
    <p className="flex w-full items-center justify-center gap-2 text-meta text-muted">
      {what} could not be loaded.
      <Button look="ghost" size="small" className="text-accent!" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}

interface EdgeProps {
  view: Pick<
    TimelineView,
    'hasOlder' | 'hasNewer' | 'loadingOlder' | 'loadingNewer' | 'pageError' | 'loadOlder' | 'loadNewer'
  >;
}

/** What stands before the oldest loaded message; as high whatever it shows, so that nothing moves when a page comes. */
export function OlderEdge({ view }: EdgeProps) {
  const { hasOlder, loadingOlder, pageError, loadOlder } = view;
  return (
    <div style={{ height: EDGE }} className="flex flex-none items-center">
      {!hasOlder ? (
        <p className="w-full text-center text-time text-muted">The beginning of the conversation</p>
      ) : pageError && !loadingOlder ? (
        <Failed what="Earlier messages" onRetry={() => void loadOlder()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

/** What stands after the newest loaded message, where there are newer ones. */
export function NewerEdge({ view }: EdgeProps) {
  const { hasNewer, loadingNewer, pageError, loadNewer } = view;
  if (!hasNewer) return <div className="h-2 flex-none" />;
  return (
    <div style={{ height: EDGE }} className="flex flex-none items-center">
      {pageError && !loadingNewer ? (
        <Failed what="Newer messages" onRetry={() => void loadNewer()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}
