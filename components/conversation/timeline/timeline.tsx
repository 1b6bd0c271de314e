'use client';
import { memo, type Ref } from 'react';
import type { ConversationScope } from '#components/conversation/conversation-scope.ts';
import { useTimeline } from '#components/realtime/hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadedTimeline } from './loaded-timeline.tsx';
import { TimelineSkeleton } from './timeline-skeleton.tsx';

export interface TimelineHandle {
  /** Edits the reader's last message, where there is one. */
  editLast(): void;
}

/** All of it keeps its identity while somebody types in the composer. */
export interface TimelineProps {
  people: Omit<ConversationScope, 'handlers'>;
  /** The message to begin at; null for the first unread one or the end. */
  at: number | null;
  onReply: (item: TimelineItem) => void;
  onEdit: (item: TimelineItem) => void;
  /** Moves the focus to the composer. */
  onLeave: () => void;
  ref: Ref<TimelineHandle>;
}

/** The messages of a conversation, or what stands in their place. */
export const Timeline = memo(function Timeline(props: TimelineProps) {
  const view = useTimeline(props.people.conversationId);
  if (view.state === 'loading') return <TimelineSkeleton />;
  if (view.state === 'error')
    return (
      <div className="flex h-full">
        <EmptyState action={<Button onClick={view.retry}>Try again</Button>}>
          The messages could not be loaded. {view.error?.message}.
        </EmptyState>
      </div>
    );
  return <LoadedTimeline {...props} view={view} />;
});
