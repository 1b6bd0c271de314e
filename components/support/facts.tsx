'use client';
import type { ReactNode } from 'react';
import { RowTime } from '#components/list/row-time.tsx';

interface FactsProps {
  facts: readonly { name: string; value: ReactNode }[];
  /** When the chat was opened. */
  opened: string;
}

/** What is known of a chat, a line each. */
export function Facts({ facts, opened }: FactsProps) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-meta">
      {[...facts, { name: 'Opened', value: <RowTime at={opened} /> }].map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
