'use client';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { previewOf } from '#components/list/preview.ts';
import { rowLook } from '#components/list/row-look.ts';
import { RowTime } from '#components/list/row-time.tsx';
import { useAccount, useRow } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { Count } from '#components/ui/count.tsx';
import type { DeskChat } from '#server/protocol/support-hub.ts';
import { type DeskFilter, deskPath } from './paths.ts';
import { snoozeBadge } from './snooze-words.ts';
import { deskWords } from './state-words.ts';

interface DeskItemProps {
  chat: DeskChat;
  filter: DeskFilter;
  /** Whether it is the open one. */
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabStop: boolean;
  /** Given where chats are being chosen: a press chooses it instead of opening it. */
  choice?: Choice | undefined;
}

/** Whether a chat is among the chosen ones, and how that is turned around. */
export interface Choice {
  chosen: boolean;
  onToggle: () => void;
  /** Esc. */
  onLeave: () => void;
}

/** A chat at the desk: whose it is, what it is about, since when it waits or when it was last written in. */
export function DeskItem({ chat, filter, current, tabStop, choice }: DeskItemProps) {
  const { id: ownId } = useAccount();
  // Of those that the admin is in, what is pushed is newer than the list.
  const live = useRow(chat.id);
  const { view } = filter;
  const { client, owner, title, labels } = chat;
  const own = chat.support.adminId === ownId;
  const unread = own && chat.support.status === 'ACTIVE' ? (live?.unread ?? 0) : 0;
  const { sender, text } = previewOf(live ?? chat, ownId);
  const state =
    view === 'snoozed' && chat.snooze
      ? snoozeBadge(chat.snooze)
      : deskWords(chat.support, owner?.name ?? null, own);
  const said = view === 'active' || view === 'snoozed' || view === 'all' || chat.support.status === 'CLOSED';
  const content = (
    <>
      {/* Second for screen readers, so that the link's name begins with the client's. */}
      <span className="order-last min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate leading-5">
            <span className={unread > 0 ? 'font-semibold' : 'font-medium'}>{client.name}</span>
            {title !== null && <span className="text-meta text-muted"> {title}</span>}
          </span>
          <RowTime at={view === 'waiting' ? chat.changedAt : (live ?? chat).activeAt} />
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <span className={cn('h-4.5 flex-1 truncate text-meta', unread > 0 ? 'text-text' : 'text-muted')}>
            {sender === 'You' && <span className="text-text">You: </span>}
            {text}
          </span>
          {labels[0] !== undefined && !said && (
            <Badge>{labels.length > 1 ? `${labels[0]} +${labels.length - 1}` : labels[0]}</Badge>
          )}
          {said && view !== 'closed' && <Badge>{state}</Badge>}
          {chat.snooze && view !== 'snoozed' && <Badge>Snoozed</Badge>}
          <Count value={unread} label="unread" />
        </span>
      </span>
      <Avatar id={client.id} name={client.name} size="large" />
    </>
  );
  if (choice)
    return (
      <button
        type="button"
        role="checkbox"
        aria-checked={choice.chosen}
        tabIndex={tabStop ? 0 : -1}
        data-conversation-id={chat.id}
        onClick={choice.onToggle}
        onKeyDown={(event) => event.key === 'Escape' && choice.onLeave()}
        className={rowLook(choice.chosen)}
      >
        {content}
        <CheckMark checked={choice.chosen} />
      </button>
    );
  return (
    <Link
      href={deskPath(filter, chat.id)}
      prefetch={false}
      tabIndex={tabStop ? 0 : -1}
      aria-current={current ? 'page' : undefined}
      data-conversation-id={chat.id}
      data-unread={unread}
      className={rowLook(current)}
    >
      {content}
    </Link>
  );
}

/** Stands before a row that can be chosen; the row itself says whether it is. */
function CheckMark({ checked }: { checked: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'order-first inline-flex size-4.5 shrink-0 items-center justify-center rounded-small border',
        checked ? 'border-accent bg-accent text-on-accent' : 'border-control',
      )}
    >
      {checked && <Check strokeWidth={2} className="size-3.5" />}
    </span>
  );
}
