'use client';
import { Inbox } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { type ReactNode, useRef } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { ListEnd } from '#components/list/list-end.tsx';
import { RovingList } from '#components/list/roving-list.tsx';
import { RowSkeleton } from '#components/list/row-skeleton.tsx';
import { ListPane } from '#components/shell/list-pane.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { DeskView } from '#server/protocol/support-hub.ts';
import { DeskItem } from './desk-item.tsx';
import { DeskViews } from './desk-views.tsx';
import { LabelFilter } from './label-filter.tsx';
import { type DeskFilter, deskIn, filterIn } from './paths.ts';
import { useDeskList } from './use-support-queries.ts';

const empty: Record<DeskView, string> = {
  waiting: 'Nobody is waiting.',
  mine: 'No chat is yours. Claim one that waits.',
  active: 'No chat is active.',
  snoozed: 'No chat is snoozed.',
  closed: 'No chat is closed.',
  all: 'Nobody has started a support chat yet.',
};

/** The desk: the queue and the inbox. `above` stands over the list. */
export function DeskPane({ above }: { above?: ReactNode }) {
  const openId = deskIn(usePathname());
  const filter = filterIn(useSearchParams());
  return (
    <ListPane
      title="Desk"
      above={
        <>
          {above}
          <DeskViews filter={filter} openId={openId} />
          {filter.label !== null && <LabelFilter filter={filter} openId={openId} />}
        </>
      }
    >
      <DeskList key={`${filter.view}/${filter.label}`} filter={filter} openId={openId} />
    </ListPane>
  );
}

interface DeskListProps {
  filter: DeskFilter;
  openId: number | null;
}

function DeskList({ filter, openId }: DeskListProps) {
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } =
    useDeskList(filter);
  const list = useRef<HTMLElement>(null);
  const pages = data?.pages ?? [];
  // A chat that moved while the pages were read may stand on two of them.
  const chats = [...new Map(pages.flatMap(({ items }) => items).map((chat) => [chat.id, chat])).values()];

  if (!data && error)
    return (
      <EmptyState action={<Button onClick={() => void refetch()}>Try again</Button>}>
        The chats could not be loaded. {errorView(error).message}.
      </EmptyState>
    );
  if (!data)
    return (
      <div aria-busy>
        <RowSkeleton />
        <RowSkeleton />
        <RowSkeleton />
      </div>
    );
  if (chats.length === 0)
    return (
      <EmptyState icon={<Inbox aria-hidden strokeWidth={1.5} />}>
        {filter.label === null ? empty[filter.view] : 'No chat here has this label.'}
      </EmptyState>
    );
  return (
    <RovingList
      ref={list}
      label="Chats"
      lines={chats.map((chat) => ({ key: String(chat.id), opens: true, chat }))}
      currentKey={openId === null ? null : String(openId)}
      end={
        hasNextPage && (
          <ListEnd
            key="end"
            loaded={chats.length}
            loading={isFetchingNextPage}
            error={isFetchNextPageError ? errorView(error) : null}
            loadMore={fetchNextPage}
          />
        )
      }
    >
      {({ chat }, { tabStop }) => (
        <DeskItem chat={chat} filter={filter} current={chat.id === openId} tabStop={tabStop} />
      )}
    </RovingList>
  );
}
