'use client';
import { useConversationScope, useNames } from '#components/conversation/conversation-scope.ts';
import { listNames } from '#components/conversation/names.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';

interface ReactionProps {
  item: TimelineItem;
  emoji: string;
  userIds: readonly number[];
}

function Reaction({ item, emoji, userIds }: ReactionProps) {
  const { ownId, canWrite, handlers } = useConversationScope();
  const own = userIds.includes(ownId);
  const who = listNames(useNames(userIds), 8);
  return (
    <Tooltip label={who}>
      <button
        type="button"
        aria-pressed={own}
        aria-disabled={!canWrite}
        onClick={() => canWrite && handlers.react(item, emoji)}
        className="touch-target group/chip inline-flex items-center rounded-full"
      >
        <span
          className={cn(
            'flex h-6 items-center gap-1 rounded-full border px-2 text-meta tabular-nums transition-colors',
            own
              ? 'border-accent bg-accent-weak font-medium text-accent'
              : 'bg-raised text-muted group-hover/chip:border-control',
          )}
        >
          <span>{emoji}</span>
          {userIds.length}
          <VisuallyHidden>{who}</VisuallyHidden>
        </span>
      </button>
    </Tooltip>
  );
}

/** Who reacted with what; pressing one gives or takes back one's own. */
export function MessageReactions({ item }: { item: TimelineItem }) {
  const reactions = Object.entries(item.reactions).filter(([, userIds]) => userIds.length > 0);
  if (reactions.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="mt-1 flex flex-wrap gap-1">
      {reactions.map(([emoji, userIds]) => (
        <li key={emoji} className="flex">
          <Reaction item={item} emoji={emoji} userIds={userIds} />
        </li>
      ))}
    </ul>
  );
}
