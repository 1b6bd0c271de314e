import { CircleCheck, Clock, MessageCircle } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import type { SupportState } from '#server/protocol/conversation.ts';

const marks = {
  PENDING: { Icon: Clock, colour: 'text-warning', word: 'Waiting' },
  ACTIVE: { Icon: MessageCircle, colour: 'text-positive', word: 'Active' },
  CLOSED: { Icon: CircleCheck, colour: 'text-muted', word: 'Closed' },
} as const satisfies Record<SupportState['status'], object>;

interface StatusMarkProps {
  status: SupportState['status'];
  size?: 'medium' | 'large';
}

/** How far a chat is, in the place and size of an avatar. */
export function StatusMark({ status, size = 'medium' }: StatusMarkProps) {
  const { Icon, colour, word } = marks[status];
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-selected [&_svg]:size-1/2',
        size === 'large' ? 'size-10' : 'size-8',
        colour,
      )}
    >
      <Icon aria-hidden strokeWidth={1.5} />
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}
