'use client';
import { memo, type ReactNode } from 'react';
import type { PlacedMessage } from '#components/conversation/timeline/place-messages.ts';
import { MessageTime } from '#components/conversation/time/message-time.tsx';
import { usePerson } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { cn } from '#components/ui/cn.ts';
import { Delivery } from './delivery.tsx';
import { FailedNote } from './failed-note.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageReactions } from './message-reactions.tsx';
import { useAttention } from './use-attention.ts';

interface MessageRowProps extends Pick<PlacedMessage, 'item' | 'own' | 'head' | 'lastOwn'> {
  /** Somebody was just brought here. */
  highlighted: boolean;
}

/** Seen when somebody is at the message; a touch screen gives its room to the words. */
const hoverTime =
  'text-time text-muted whitespace-nowrap tabular-nums transition-opacity pointer-coarse:sr-only';

/** One message of somebody. It takes the focus, and then the keys of `use-timeline-keys.ts`. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { item, own, highlighted } = props;
  const { active, hold, handlers } = useAttention();
  const sender = usePerson(item.senderId);
  const name = own ? 'You' : (sender?.name ?? '');
  const Side = own ? OwnMessage : OthersMessage;
  const actions = active && <MessageActions item={item} own={own} onHold={hold} />;
  return (
    <div
      role="article"
      tabIndex={-1}
      aria-label={name}
      data-key={item.key}
      data-message-id={item.id ?? undefined}
      data-seq={item.seq ?? undefined}
      data-message-status={item.status ?? undefined}
      className={cn(
        '@container relative -mx-2 rounded-control px-2 py-0.5 transition-colors duration-500 pointer-coarse:select-none',
        highlighted && 'bg-selected',
      )}
      {...handlers}
    >
      <Side {...props} name={name} active={active} actions={actions} />
    </div>
  );
});

interface SideProps extends MessageRowProps {
  name: string;
  active: boolean;
  actions: ReactNode;
}

function OthersMessage({ item, head, name, active, actions }: SideProps) {
  return (
    <div className="flex gap-3">
      <div className="flex w-8 shrink-0 items-start justify-end pt-0.5">
        {head ? (
          <Avatar id={item.senderId} name={name} />
        ) : (
          <MessageTime at={item.createdAt} className={cn(hoverTime, 'pt-0.5', !active && 'opacity-0')} />
        )}
      </div>
      <div className="min-w-0 flex-1 @2xl:pr-26">
        {head && (
          <p className="flex items-baseline gap-2 text-meta">
            <span className="truncate font-semibold">{name}</span>
            <MessageTime at={item.createdAt} className="text-time text-muted tabular-nums" />
          </p>
        )}
        <MessageBody item={item} own={false} />
        <MessageReactions item={item} />
      </div>
      {actions}
    </div>
  );
}

function OwnMessage({ item, lastOwn, active, actions }: SideProps) {
  const { status, deletedAt } = item;
  const unsure = status === 'sending' || status === 'failed';
  return (
    <div className="flex flex-col items-end">
      <div className="flex max-w-full items-end justify-end gap-2 pl-5">
        <span className="flex shrink-0 items-center gap-1 pb-2 text-muted @2xl:relative">
          <MessageTime at={item.createdAt} className={cn(hoverTime, !active && 'opacity-0')} />
          {deletedAt === null && (lastOwn || active || unsure) ? (
            <Delivery item={item} />
          ) : (
            <span className="size-4" />
          )}
          {actions}
        </span>
        <div className="max-w-132 min-w-0">
          <MessageBody item={item} own />
        </div>
      </div>
      <MessageReactions item={item} />
      {status === 'failed' && <FailedNote item={item} />}
    </div>
  );
}
