'use client';
import Link from 'next/link';
import { cn } from '#components/ui/cn.ts';
import type { DeskView } from '#server/protocol/support-hub.ts';
import { type DeskFilter, deskPath } from './paths.ts';
import { useDeskCounts } from './use-support-queries.ts';

const views = [
  { view: 'waiting', label: 'Waiting' },
  { view: 'mine', label: 'Mine' },
  { view: 'active', label: 'Active' },
  { view: 'snoozed', label: 'Snoozed' },
  { view: 'closed', label: 'Closed' },
  { view: 'all', label: 'All' },
] as const satisfies readonly { view: DeskView; label: string }[];

interface DeskViewsProps {
  filter: DeskFilter;
  /** The open chat stays open in another view. */
  openId: number | null;
}

/** The ways to look at the desk, with how many chats there are in those that are worked on. */
export function DeskViews({ filter, openId }: DeskViewsProps) {
  const current = filter.view;
  const counts = useDeskCounts();
  return (
    <nav aria-label="Views" className="flex flex-wrap border-b px-2 pb-1.5">
      {views.map(({ view, label }) => (
        <Link
          key={view}
          href={deskPath({ ...filter, view }, openId ?? undefined)}
          prefetch={false}
          aria-current={view === current ? 'true' : undefined}
          className={cn(
            'focus-inset touch-target inline-flex h-8 shrink-0 items-center gap-1 rounded-control px-1 text-time transition-colors',
            view === current ? 'bg-selected font-medium' : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          {label}
          {view !== 'closed' && view !== 'all' && <HowMany value={counts?.[view] ?? 0} />}
        </Link>
      ))}
    </nav>
  );
}

/** What is more than 100 counts as 100. */
function HowMany({ value }: { value: number }) {
  if (value === 0) return null;
  return <span className="font-normal tabular-nums">{value > 99 ? '99+' : value}</span>;
}
