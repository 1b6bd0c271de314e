'use client';
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useConversationScope, useNames } from '#components/conversation/conversation-scope.ts';
import { listNames } from '#components/conversation/names.ts';
import { useConnectionState, useReaders } from '#components/realtime/hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';

interface MarkProps {
  label: string;
  Icon: typeof Check;
  className?: string | undefined;
}

function Mark({ label, Icon, className }: MarkProps) {
  return (
    <Tooltip label={label}>
      <span role="img" aria-label={label} className={cn('inline-flex', className)}>
        <Icon aria-hidden strokeWidth={1.5} className="size-4" />
      </span>
    </Tooltip>
  );
}

/** On its way. What is quickly sent never shows it. */
function Sending() {
  const label = useConnectionState() === 'online' ? 'Sending' : 'Sent when you are back online';
  return <Mark label={label} Icon={Clock} className="animate-late" />;
}

function Sent({ seq, byAll }: { seq: number; byAll: boolean }) {
  const { conversationId, direct } = useConversationScope();
  const readers = useNames(useReaders(conversationId, seq));
  if (byAll)
    return <Mark label={direct ? 'Read' : 'Read by all'} Icon={CheckCheck} className="text-accent" />;
  if (readers.length === 0) return <Mark label="Sent" Icon={Check} />;
  return <Mark label={`Read by ${listNames(readers, 8)}`} Icon={CheckCheck} />;
}

/** What has become of one's own message, as an icon with its words. */
export function Delivery({ item: { status, seq } }: { item: TimelineItem }) {
  if (status === 'sending') return <Sending />;
  if (status === 'failed') return <Mark label="Not sent" Icon={CircleAlert} className="text-danger" />;
  if (seq === null) return null;
  return <Sent seq={seq} byAll={status === 'read'} />;
}
