'use client';
import { X } from 'lucide-react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import { useUpload } from '#components/realtime/outgoing-hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { IconButton } from '#components/ui/icon-button.tsx';

/** How far a file on its way is, and the way to take it back while it is not there. */
export function UploadProgress({ item }: { item: TimelineItem }) {
  const { handlers } = useConversationScope();
  const fraction = useUpload(item.clientId);
  if (item.status !== 'sending') return null;
  const percent = Math.floor((fraction ?? 0) * 100);
  return (
    <div className="mt-1.5 flex items-center gap-2 text-time text-muted tabular-nums">
      <div
        role="progressbar"
        aria-label={`Uploading ${item.file?.name ?? ''}`}
        aria-valuenow={percent}
        className="h-1 min-w-16 flex-1 overflow-hidden rounded-full bg-selected"
      >
        <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
      <span>{fraction === null ? 'Waiting' : `${percent} %`}</span>
      <IconButton size="small" label="Cancel upload" onClick={() => handlers.discard(item)}>
        <X aria-hidden strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
