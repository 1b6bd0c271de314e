'use client';
import { memo } from 'react';
import { MessageRow } from '#components/conversation/message/message-row.tsx';
import { SystemLine } from '#components/conversation/message/system-line.tsx';
import { Column } from '#components/shell/column.tsx';
import { cn } from '#components/ui/cn.ts';
import { DaySeparator } from './day-separator.tsx';
import type { PlacedMessage } from './place-messages.ts';
import { UnreadLine } from './unread-line.tsx';

interface TimelineRowProps extends PlacedMessage {
  highlighted: boolean;
}

/**
 * A message with what stands above it. They are one row, so that what an older page changes above a message is a change
 * of size and not of number.
 */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { item, startsDay, startsUnread, head } = props;
  return (
    <Column className={cn(head && !startsDay && !startsUnread && 'pt-3')}>
      {startsDay && <DaySeparator at={item.createdAt} />}
      {startsUnread && <UnreadLine />}
      {item.kind === 'system' ? <SystemLine item={item} /> : <MessageRow {...props} />}
    </Column>
  );
});
