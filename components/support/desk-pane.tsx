'use client';
import { ChartColumn, Inbox, ListChecks } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { ListEnd } from '#components/list/list-end.tsx';
import { useDebounced } from '#components/list/use-debounced.ts';
import { RovingList } from '#components/list/roving-list.tsx';
import { RowSkeleton } from '#components/list/row-skeleton.tsx';
import { ListPane } from '#components/shell/list-pane.tsx';
import { Button } from '#components/ui/button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { DeskView } from '#server/protocol/support-hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { Availability } from './availability.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { DeskFound } from './desk-found.tsx';
import { DeskItem } from './desk-item.tsx';
import { DeskSearchField } from './desk-search-field.tsx';
import { DeskViews } from './desk-views.tsx';
import { Narrowed } from './narrowed.tsx';
import { type DeskFilter, deskIn, filterIn } from './paths.ts';
import { useChosen } from './use-chosen.ts';
import { useDeskList } from './use-support-queries.ts';

const SETTLE_MS = 200;

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
  const [typed, setTyped] = useState('');
  const query = useDebounced(typed.trim(), SETTLE_MS);
  // What is being typed shows at once that it is a search; emptied, it is none at once.
  const searching = typed.trim() !== '';
  const found = useRef<HTMLElement>(null);
  const key = searching ? 'search' : `${filter.view}/${filter.label}/${filter.adminId}`;
  /** The list of which chats are being chosen; another one is only looked at. */
  const [choosingIn, setChoosingIn] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const choosing = choosingIn === key;
  const returns = useRef(false);
  const leave = () => {
    setChoosingIn(null);
    returns.current = true;
  };
  // Once the rows that were chosen from, and a dialog that covered them, are gone.
  useEffect(() => {
    if (returns.current) button.current?.focus();
    returns.current = false;
  }, [choosing]);
  return (
    <ListPane
      title="Desk"
      actions={
        <>
          <Availability />
          <FiguresLink />
          {filter.view !== 'closed' && !searching && (
            <IconButton
              ref={button}
              label="Select chats"
              aria-pressed={choosing}
              onClick={() => setChoosingIn(choosing ? null : key)}
            >
              <ListChecks aria-hidden strokeWidth={1.5} />
            </IconButton>
          )}
        </>
      }
      above={
        <>
          {above}
          <DeskSearchField value={typed} onValueChange={setTyped} found={found} />
          {searching ? (
            <p className="border-b px-4 pb-2 text-time text-muted">In all chats, whatever their view</p>
          ) : (
            <>
              <DeskViews filter={filter} openId={openId} />
              <Narrowed filter={filter} openId={openId} />
            </>
          )}
        </>
      }
    >
      {searching ? (
        <DeskFound query={query} filter={filter} openId={openId} ref={found} onClear={() => setTyped('')} />
      ) : (
        <DeskList key={key} filter={filter} openId={openId} onLeave={choosing ? leave : null} />
      )}
    </ListPane>
  );
}

/** Leads to the figures of the desk. */
function FiguresLink() {
  return (
    <Tooltip label="Figures">
      <Link
        href={'/desk/reports' as Route}
        prefetch={false}
        aria-label="Figures"
        className="touch-target inline-flex size-9 shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text [&_svg]:size-[1.125rem]"
      >
        <ChartColumn aria-hidden strokeWidth={1.5} />
      </Link>
    </Tooltip>
  );
}

interface DeskListProps {
  filter: DeskFilter;
  openId: number | null;
  /** Given while chats are being chosen: ends that. */
  onLeave: (() => void) | null;
}

function DeskList({ filter, openId, onLeave }: DeskListProps) {
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } =
    useDeskList(filter);
  const list = useRef<HTMLElement>(null);
  const { chosen, toggle, choose } = useChosen(onLeave !== null);
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
        {filter.label === null && filter.adminId === null ? empty[filter.view] : 'No chat here fits.'}
      </EmptyState>
    );
  const ids = chats.map(({ id }) => id);
  const rows = (
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
        <DeskItem
          chat={chat}
          filter={filter}
          current={chat.id === openId}
          tabStop={tabStop}
          choice={
            onLeave ? { chosen: chosen.has(chat.id), onToggle: () => toggle(chat.id), onLeave } : undefined
          }
        />
      )}
    </RovingList>
  );
  if (!onLeave) return rows;
  return (
    <div className="flex h-full flex-col">
      <ChosenBar
        // A chat that has left the list is chosen no more.
        chosen={ids.filter((id) => chosen.has(id))}
        onAll={() => choose(ids.slice(0, limits.closedAtOnce))}
        onLeave={onLeave}
      />
      <div className="min-h-0 flex-1">{rows}</div>
    </div>
  );
}
