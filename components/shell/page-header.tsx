import { ArrowLeft } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  /** Where the back button of a phone leads. */
  back: { href: Route; label: string };
  /** An avatar or an icon. */
  mark?: ReactNode;
  title: string;
  /** One line under the title; it may change while the page is open. */
  meta?: ReactNode;
  /** Icon buttons at the end. */
  actions?: ReactNode;
}

/** The head of a page: what it is about, and what can be done with it. */
export function PageHeader({ back, mark, title, meta, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-header items-center gap-2.5 border-b pr-2 pl-1.5 md:pl-5">
      <Link
        href={back.href}
        aria-label={back.label}
        className="touch-target inline-flex size-9 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text md:hidden"
      >
        <ArrowLeft aria-hidden strokeWidth={1.5} className="size-5" />
      </Link>
      {mark}
      <div className="min-w-0 flex-1">
        <h1 className="truncate leading-5 font-semibold">{title}</h1>
        {meta && <p className="truncate text-meta text-muted">{meta}</p>}
      </div>
      {actions}
    </header>
  );
}
