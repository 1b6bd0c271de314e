'use client';
import { RowTime } from '#components/list/row-time.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import { Button } from '#components/ui/button.tsx';
import { eventWords } from './event-words.ts';
import { useHistory } from './use-support-queries.ts';

/** What happened to a chat, the latest last; for admins. */
export function ChatHistory({ conversationId }: { conversationId: number }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useHistory(conversationId);
  const events = data?.pages.toReversed().flatMap((page) => page.events) ?? [];
  return (
    <section aria-label="History" className="flex flex-col gap-2">
      <h3 className="flex items-center gap-1.5 text-meta font-semibold">
        History
        <span className="font-normal text-muted">only admins see it</span>
      </h3>
      {!data && error && (
        <p role="alert" className="flex items-center gap-3 text-meta text-muted">
          <span className="flex-1">The history could not be loaded. {errorView(error).message}.</span>
          <Button size="small" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {hasNextPage && (
        <Button look="ghost" size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show what came before
        </Button>
      )}
      <ol className="flex flex-col gap-1.5 text-meta text-muted">
        {events.map((event) => (
          <li key={event.id}>
            <p className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1">{eventWords(event)}</span>
              <RowTime at={event.at} />
            </p>
            {event.details.text !== undefined && (
              <p dir="auto" className="whitespace-pre-wrap text-text">
                {event.details.text}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
