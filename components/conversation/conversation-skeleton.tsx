import { Column } from '#components/shell/column.tsx';
import { Page } from '#components/shell/page.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TimelineSkeleton } from './timeline/timeline-skeleton.tsx';

/** The shape of a conversation that is still to come. */
export function ConversationSkeleton() {
  return (
    <Page
      header={
        <div className="flex min-h-header items-center gap-2.5 border-b px-4 md:px-5">
          <Skeleton className="size-8 rounded-full" />
          <span className="space-y-1.5">
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-3 w-20" />
          </span>
        </div>
      }
    >
      <div className="min-h-0 flex-1">
        <TimelineSkeleton />
      </div>
      <Column className="pt-5 pb-3">
        <Skeleton className="h-11 rounded-panel" />
      </Column>
    </Page>
  );
}
