import { Column } from '#components/shell/column.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Groups of messages as they might come: whose, and how long their lines. */
const groups = [
  { own: false, lines: ['w-3/5', 'w-2/5'] },
  { own: true, lines: ['w-1/2'] },
  { own: false, lines: ['w-1/3', 'w-2/3', 'w-1/2'] },
  { own: true, lines: ['w-2/5', 'w-1/4'] },
  { own: false, lines: ['w-1/2'] },
];

/** The shape of messages that are still to come. */
export function TimelineSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading messages"
      className="flex h-full flex-col justify-end overflow-hidden pb-2"
    >
      {groups.map(({ own, lines }, index) => (
        <Column key={index} className={cn('flex pt-5', own ? 'justify-end' : 'gap-3')}>
          {!own && <Skeleton className="size-8 shrink-0 rounded-full" />}
          <span className={cn('flex flex-1 flex-col gap-2', own && 'items-end')}>
            {!own && <Skeleton className="h-3 w-24" />}
            {lines.map((width) => (
              <Skeleton key={width} className={cn(own ? 'h-8 rounded-bubble' : 'h-4', width)} />
            ))}
          </span>
        </Column>
      ))}
    </div>
  );
}
