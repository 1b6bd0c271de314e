'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { type DeskFilter, deskPath } from './paths.ts';
import { useAdmins } from './use-support-queries.ts';

interface NarrowedProps {
  filter: DeskFilter;
  /** The open chat stays open. */
  openId: number | null;
}

/** Says that only chats of one label, or of one admin, are shown, and leads back to all. */
export function Narrowed({ filter, openId }: NarrowedProps) {
  const { label, adminId } = filter;
  const admins = useAdmins(adminId !== null).data;
  const back = (change: Partial<DeskFilter>) => deskPath({ ...filter, ...change }, openId ?? undefined);
  const owner = admins?.find(({ id }) => id === adminId);
  return (
    <>
      {label !== null && <Only what={label} all="Show all labels" href={back({ label: null })} />}
      {adminId !== null && (
        <Only
          what={admins ? `chats of ${owner?.name ?? 'somebody who is no admin'}` : '…'}
          all="Show the chats of all admins"
          href={back({ adminId: null })}
        />
      )}
    </>
  );
}

function Only({ what, all, href }: { what: string; all: string; href: ReturnType<typeof deskPath> }) {
  return (
    <div className="flex min-h-10 items-center gap-2 border-b px-4 text-meta">
      <span className="min-w-0 flex-1 truncate">
        <span className="text-muted">Only</span> {what}
      </span>
      <Link
        href={href}
        prefetch={false}
        aria-label={all}
        className="focus-inset touch-target -mr-2 inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text"
      >
        <X aria-hidden strokeWidth={1.5} className="size-4" />
      </Link>
    </div>
  );
}
