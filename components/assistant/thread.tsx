'use client';
import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import { useRuns, useTimeline } from '#components/realtime/hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Column } from '#components/shell/column.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Rating } from '#server/protocol/runs.ts';
import { Announcer } from './announcer.tsx';
import type { AnswerHandlers } from './answer.tsx';
import { TurnView } from './turn-view.tsx';
import { leafThrough, turnsOf } from './turns.ts';
import { useFollow } from './use-follow.ts';

interface ThreadProps {
  conversationId: number;
  ratings: ReadonlyMap<number, Rating['rating']>;
  handlers: AnswerHandlers;
  /** Asks with another text at the place of a prompt; answers the new prompt's id. */
  onEdit: (prompt: TimelineItem, content: string) => Promise<number | null>;
  onRetry: (item: TimelineItem) => void;
}

/** The turns of a conversation with the assistant, on one branch. */
export function Thread({ conversationId, ratings, handlers, onEdit, onRetry }: ThreadProps) {
  const view = useTimeline(conversationId);
  const runs = useRuns(conversationId);
  const [leaf, setLeaf] = useState<number | null>(null);
  const turns = turnsOf(view.items, runs, leaf);
  const { scroller, content, atEnd, onScroll, toEnd } = useFollow({
    firstKey: turns[0]?.key,
    onNearTop: () => void (view.hasOlder && !view.loadingOlder && view.loadOlder()),
  });

  if (view.state === 'error')
    return (
      <EmptyState action={<Button onClick={view.retry}>Try again</Button>}>
        The conversation could not be loaded. {view.error?.message}.
      </EmptyState>
    );
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has only keys must be able to scroll it
        tabIndex={0}
        onScroll={onScroll}
        className="focus-inset h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={content}>
          <Column className="flex flex-col gap-6 py-6">
            {view.state === 'loading' && <Skeleton className="h-24" />}
            {turns.map((turn) => (
              <TurnView
                key={turn.key}
                turn={turn}
                free={runs.length === 0}
                ratings={ratings}
                handlers={handlers}
                onChoose={(edition) => setLeaf(leafThrough(view.items, edition))}
                onEdit={(prompt, text) => void onEdit(prompt, text).then(setLeaf)}
                onRetry={onRetry}
              />
            ))}
          </Column>
        </div>
      </div>
      {!atEnd && (
        <Button
          size="small"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float"
        >
          <ArrowDown aria-hidden strokeWidth={1.5} />
          To the end
        </Button>
      )}
      <Announcer runs={runs} />
    </div>
  );
}
