import { Skeleton } from '#components/ui/skeleton.tsx';

/** A row that is on its way. */
export function RowSkeleton() {
  return (
    <span className="flex h-16 items-center gap-3 px-4">
      <Skeleton className="size-10 shrink-0 rounded-full" />
      <span className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-3.5 w-1/2" />
        <Skeleton className="h-3 w-4/5" />
      </span>
    </span>
  );
}
