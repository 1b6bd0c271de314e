'use client';
import { StickyNote } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Excerpt } from '#components/list/excerpt.tsx';
import { previewOf } from '#components/list/preview.ts';
import { rowLook } from '#components/list/row-look.ts';
import { RowTime } from '#components/list/row-time.tsx';
import { useAccount } from '#components/realtime/hooks.ts';
import { cn } from '#components/ui/cn.ts';
import type { DeskHit } from '#server/protocol/support-hub.ts';
import { type DeskFilter, deskPath } from './paths.ts';
import { StatusMark } from './status-mark.tsx';

interface FoundItemProps {
  hit: DeskHit;
  filter: DeskFilter;
  /** Whether its chat is the open one. */
  current: boolean;
  /** Whether the Tab key stops at it. */
  tabStop: boolean;
}

/** A chat that was found: whose it is, what it is about, how far it is, and the words that were looked for. */
export function FoundItem({ hit, filter, current, tabStop }: FoundItemProps) {
  const { chat, place, excerpt } = hit;
  return (
    <Link
      href={deskPath(filter, chat.id, hit.seq ?? undefined)}
      prefetch={false}
      tabIndex={tabStop ? 0 : -1}
      aria-current={current ? 'page' : undefined}
      data-conversation-id={chat.id}
      className={cn(rowLook(current), 'h-auto items-start py-2.5')}
    >
      {/* Second for screen readers, so that the link's name begins with the client's. */}
      <span className="order-last min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate leading-5">
            <span className="font-medium">{chat.client.name}</span>
            {chat.title !== null && (
              <span className="text-meta text-muted">
                {' '}
                {place === 'subject' ? <Excerpt parts={excerpt} /> : chat.title}
              </span>
            )}
          </span>
          <RowTime at={hit.at} />
        </span>
        <span dir="auto" className="mt-0.5 line-clamp-2 text-meta wrap-anywhere text-muted">
          <Said hit={hit} />
        </span>
      </span>
      <StatusMark status={chat.support.status} size="large" />
    </Link>
  );
}

/** What of the chat was found, and by whom it was written. */
function Said({ hit: { chat, place, writtenBy, excerpt } }: { hit: DeskHit }): ReactNode {
  const { id: ownId, name: ownName } = useAccount();
  if (place === 'subject') {
    const { sender, text } = previewOf(chat, ownId);
    return sender === 'You' ? `You: ${text}` : text;
  }
  const found = <Excerpt parts={excerpt} />;
  if (place === 'client') return found;
  if (place === 'owner') return <>Owner: {found}</>;
  return (
    <>
      {place === 'note' && (
        <>
          <span className="font-medium text-warning">
            <StickyNote aria-hidden strokeWidth={1.5} className="mr-1 inline size-3.5 align-[-0.125em]" />
            Note
          </span>{' '}
        </>
      )}
      <span className="text-text">{writtenBy === ownName ? 'You' : writtenBy}:</span> {found}
    </>
  );
}
