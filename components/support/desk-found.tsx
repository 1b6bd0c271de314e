'use client';
import { SearchX } from 'lucide-react';
import type { RefObject } from 'react';
import { RovingList } from '#components/list/roving-list.tsx';
import { RowSkeleton } from '#components/list/row-skeleton.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FoundItem } from './found-item.tsx';
import type { DeskFilter } from './paths.ts';
import { useDeskSearch } from './use-desk-search.ts';

interface DeskFoundProps {
  query: string;
  /** What the desk goes back to. */
  filter: DeskFilter;
  openId: number | null;
  ref: RefObject<HTMLElement | null>;
  onClear: () => void;
}

/** The chats that a search has found, whatever view they are in. */
export function DeskFound({ query, filter, openId, ref, onClear }: DeskFoundProps) {
  const { hits, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } =
    useDeskSearch(query);
  if (!hits && error)
    return (
      <EmptyState action={<Button onClick={() => void refetch()}>Try again</Button>}>
        The search did not work. {errorView(error).message}.
      </EmptyState>
    );
  if (!hits)
    return (
      <div aria-busy>
        <RowSkeleton />
        <RowSkeleton />
        <RowSkeleton />
      </div>
    );
  if (hits.length === 0)
    return (
      <>
        <HowMany value={0} more={false} />
        <EmptyState
          icon={<SearchX aria-hidden strokeWidth={1.5} />}
          action={<Button onClick={onClear}>Clear the search</Button>}
        >
          Nothing was found. Try other words, or the beginning of one.
        </EmptyState>
      </>
    );
  return (
    <>
      <HowMany value={hits.length} more={hasNextPage} />
      <RovingList
        ref={ref}
        label="Found"
        lines={hits.map((hit) => ({ key: String(hit.chat.id), opens: true, hit }))}
        currentKey={openId === null ? null : String(openId)}
        end={
          hasNextPage && (
            <div key="end" className="flex flex-wrap items-center gap-3 px-4 py-3 text-meta text-muted">
              {isFetchNextPageError && <span role="alert">More could not be loaded.</span>}
              <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {isFetchNextPageError ? 'Try again' : 'Show more'}
              </Button>
            </div>
          )
        }
      >
        {({ hit }, { tabStop }) => (
          <FoundItem hit={hit} filter={filter} current={hit.chat.id === openId} tabStop={tabStop} />
        )}
      </RovingList>
    </>
  );
}

/** Told to who does not see the list. */
function HowMany({ value, more }: { value: number; more: boolean }) {
  return (
    <p role="status" className="sr-only">
      {more ? `${value} found, and there are more` : `${value} found`}
    </p>
  );
}
