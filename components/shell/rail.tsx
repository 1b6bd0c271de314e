'use client';
import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { RailLink } from './rail-link.tsx';

export interface RailEntry {
  href: Route;
  /** Its name, as in "Chats". */
  label: string;
  /** A lucide icon. */
  icon: ReactNode;
  /** How many wait there. */
  count?: number;
  /** What is counted; `unread` unless it says otherwise. */
  counted?: string;
}

interface RailProps {
  entries: readonly RailEntry[];
  /** A `ConnectionIndicator`. */
  connection?: ReactNode;
  /** A `PersonMenu`. */
  person: ReactNode;
}

/** The places of the product: a column at the start edge, on a phone a bar at the bottom. */
export function Rail({ entries, connection, person }: RailProps) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="safe-bottom flex w-full items-stretch border-t bg-background md:w-rail md:flex-col md:items-center md:gap-3 md:border-t-0 md:border-r md:py-2.5"
    >
      <ul className="flex flex-1 md:flex-col md:gap-1">
        {entries.map((entry) => (
          <li key={entry.href} className="flex max-w-28 flex-1 md:flex-none">
            <RailLink {...entry} active={path === entry.href || path.startsWith(`${entry.href}/`)} />
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-3 px-4 md:flex-col md:px-0">
        {connection}
        {person}
      </div>
    </nav>
  );
}
