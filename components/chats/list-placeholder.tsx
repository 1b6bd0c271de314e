'use client';
import { MessagesSquare, SearchX } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useNewConversation } from './new-conversation.tsx';
import { RowSkeleton } from '#components/list/row-skeleton.tsx';
import type { PeopleSearch } from './use-people-search.ts';

interface ListPlaceholderProps {
  /** What was looked for; '' where nothing was. */
  filter: string;
  search: Pick<PeopleSearch, 'searching' | 'error' | 'retry'>;
  onClear: () => void;
}

/** What stands in place of a list without lines, and why there are none. */
export function ListPlaceholder({ filter, search, onClear }: ListPlaceholderProps) {
  const openNew = useNewConversation();
  if (filter === '') {
    return (
      <EmptyState
        icon={<MessagesSquare aria-hidden strokeWidth={1.5} />}
        action={
          <Button look="primary" onClick={openNew}>
            New conversation
          </Button>
        }
      >
        No conversations yet.
      </EmptyState>
    );
  }
  if (search.searching) return <RowSkeleton />;
  if (search.error) {
    return (
      <EmptyState action={<Button onClick={search.retry}>Try again</Button>}>
        People could not be searched. {search.error.message}.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden strokeWidth={1.5} />}
      action={<Button onClick={onClear}>Clear the search</Button>}
    >
      Nothing is called “{filter}”.
    </EmptyState>
  );
}
