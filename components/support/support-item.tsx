'use client';
import Link from 'next/link';
import { memo } from 'react';
import { rowLook } from '#components/list/row-look.ts';
import { RowPreview } from '#components/list/row-preview.tsx';
import { RowTime } from '#components/list/row-time.tsx';
import type { ConversationRow } from '#components/realtime/types.ts';
import { cn } from '#components/ui/cn.ts';
import { Count } from '#components/ui/count.tsx';
import { supportPath } from './paths.ts';
import { StatusMark } from './status-mark.tsx';

interface SupportItemProps {
  row: ConversationRow;
  /** Whether it is the open one. */
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabStop: boolean;
}

/** One of one's own support chats: its subject, the last message, and how far it is. */
export const SupportItem = memo(function SupportItem({ row, current, tabStop }: SupportItemProps) {
  const unread = row.unread > 0;
  return (
    <Link
      href={supportPath(row.id)}
      prefetch={false}
      tabIndex={tabStop ? 0 : -1}
      aria-current={current ? 'page' : undefined}
      data-conversation-id={row.id}
      data-unread={row.unread}
      className={rowLook(current)}
    >
      {/* Second for screen readers, so that the link's name begins with the subject. */}
      <span className="order-last min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={cn('flex-1 truncate leading-5', unread ? 'font-semibold' : 'font-medium')}>
            {row.name}
          </span>
          <RowTime at={row.activeAt} />
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <span className={cn('h-4.5 flex-1 truncate text-meta', unread ? 'text-text' : 'text-muted')}>
            <RowPreview row={row} current={current} />
          </span>
          <Count value={row.unread} label="unread" />
        </span>
      </span>
      <StatusMark status={row.support?.status ?? 'PENDING'} size="large" />
    </Link>
  );
});
