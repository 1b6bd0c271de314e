'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useCommands } from '#components/realtime/hooks.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { Person } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import { fits } from './name-search.ts';
import { useDebounced } from '#components/list/use-debounced.ts';

const NOBODY: readonly Person[] = [];
const SHOWN = 20;

export interface PeopleSearch {
  people: readonly Person[];
  /** What stands in `people` is not yet the answer to what was asked. */
  searching: boolean;
  error: ErrorView | null;
  retry: () => void;
}

/** People whose name or username fits, while `enabled`; until the answer is there, those of the last one who do. */
export function usePeopleSearch(query: string, enabled = true): PeopleSearch {
  const { searchPeople } = useCommands();
  const asked = query.trim().slice(0, limits.searchQuery);
  const settled = useDebounced(asked, 150);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['people', settled],
    queryFn: () => searchPeople(settled, SHOWN),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  const people = useMemo(
    () => data?.filter(({ name, username }) => fits(`${name} ${username}`, asked)),
    [data, asked],
  );
  return {
    people: (enabled && people) || NOBODY,
    searching: enabled && (isFetching || asked !== settled),
    error: enabled && error && !isFetching ? errorView(error) : null,
    retry: () => void refetch(),
  };
}
