'use client';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';

/** Why a message was not sent, and what can be done about it. */
export function FailedNote({ item }: { item: TimelineItem }) {
  const { handlers } = useConversationScope();
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-x-1 text-meta">
      <span className="py-1 pr-1 text-danger">Not sent. {item.error?.message}</span>
      <Button look="ghost" size="small" className="text-accent!" onClick={() => handlers.retry(item)}>
        Try again
      </Button>
      <Button look="ghost" size="small" onClick={() => handlers.discard(item)}>
        Discard
      </Button>
    </div>
  );
}
