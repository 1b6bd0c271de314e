'use client';
import Link from 'next/link';
import { memo } from 'react';
import type { ConversationRow } from '#components/realtime/types.ts';
import { cn } from '#components/ui/cn.ts';
import { Count } from '#components/ui/count.tsx';
import { chatPath } from './chat-path.ts';
import { RowAvatar } from './row-avatar.tsx';
import { rowLook } from '#components/list/row-look.ts';
import { RowPreview } from '#components/list/row-preview.tsx';
import { RowTime } from '#components/list/row-time.tsx';

interface ConversationItemProps {
  row: ConversationRow;
  /** Whether it is the open one. */
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabStop: boolean;
}

/** A conversation in the list: its name, the last message, and when that was. */
export const ConversationItem = memo(function ConversationItem({
  row,
  current,
  tabStop,
}: ConversationItemProps) {
  const unread = row.unread > 0;
  return (
    <Link
      href={chatPath(row.id)}
      prefetch={false}
      tabIndex={tabStop ? 0 : -1}
      aria-current={current ? 'page' : undefined}
      data-conversation-id={row.id}
      data-unread={row.unread}
      className={rowLook(current)}
    >
      {/* Second for screen readers, so that the link's name begins with the conversation's. */}
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
      <RowAvatar row={row} />
    </Link>
  );
});
