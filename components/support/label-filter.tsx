import { X } from 'lucide-react';
import Link from 'next/link';
import { type DeskFilter, deskPath } from './paths.ts';

interface LabelFilterProps {
  filter: DeskFilter;
  /** The open chat stays open. */
  openId: number | null;
}

/** Says that only chats of one label are shown, and leads back to all. */
export function LabelFilter({ filter, openId }: LabelFilterProps) {
  return (
    <div className="flex min-h-10 items-center gap-2 border-b px-4 text-meta">
      <span className="min-w-0 flex-1 truncate">
        <span className="text-muted">Only</span> {filter.label}
      </span>
      <Link
        href={deskPath({ ...filter, label: null }, openId ?? undefined)}
        prefetch={false}
        aria-label="Show all labels"
        className="focus-inset touch-target -mr-2 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
      >
        <X aria-hidden strokeWidth={1.5} className="size-4" />
      </Link>
    </div>
  );
}
