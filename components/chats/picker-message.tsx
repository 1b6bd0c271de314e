import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { PeopleSearch } from './use-people-search.ts';

interface PickerMessageProps {
  query: string;
  search: Pick<PeopleSearch, 'searching' | 'error' | 'retry'>;
}

/** Why nobody stands in a list of people. */
export function PickerMessage({ query, search: { searching, error, retry } }: PickerMessageProps) {
  if (error) {
    return (
      <p role="alert" className="flex items-center gap-3 px-2 py-1 text-meta text-muted">
        <span className="flex-1">People could not be searched. {error.message}.</span>
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      </p>
    );
  }
  if (searching) {
    return [1, 2, 3].map((line) => (
      <span key={line} className="flex min-h-11 items-center gap-3 px-2">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-3.5 w-2/5" />
      </span>
    ));
  }
  return (
    <p role="status" className="px-2 py-3 text-meta text-muted">
      {query === '' ? 'Nobody else has an account yet.' : `Nobody is called “${query}”.`}
    </p>
  );
}
