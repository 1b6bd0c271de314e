'use client';
import { StickyNote } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { RowTime } from '#components/list/row-time.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { limits } from '#server/protocol/limits.ts';
import { useSupportAction } from './use-support-action.ts';
import { useNotes } from './use-support-queries.ts';

/** What admins tell each other about a chat. It stands beside the conversation, so that nobody takes one for the other. */
export function Notes({ conversationId }: { conversationId: number }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useNotes(conversationId);
  const notes = data?.pages.toReversed().flatMap((page) => page.notes) ?? [];
  return (
    <section aria-label="Notes" className="flex flex-col gap-2">
      <h3 className="flex items-center gap-1.5 text-meta font-semibold">
        <StickyNote aria-hidden strokeWidth={1.5} className="size-4 text-warning" />
        Notes
        <span className="font-normal text-muted">only admins see them</span>
      </h3>
      {!data && error && (
        <p role="alert" className="flex items-center gap-3 text-meta text-muted">
          <span className="flex-1">The notes could not be loaded. {errorView(error).message}.</span>
          <Button size="small" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {hasNextPage && (
        <Button look="ghost" size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier notes
        </Button>
      )}
      <ul className="flex flex-col gap-2">
        {notes.map(({ id, author, content, createdAt }) => (
          <li key={id} className="rounded-control border px-3 py-2 text-meta">
            <p className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{author.name}</span>
              <RowTime at={createdAt} />
            </p>
            <p dir="auto" className="whitespace-pre-wrap">
              {content}
            </p>
          </li>
        ))}
      </ul>
      <NoteForm conversationId={conversationId} />
    </section>
  );
}

function NoteForm({ conversationId }: { conversationId: number }) {
  const { note } = useSupportCommands();
  const { busy, run } = useSupportAction();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    if (await run('The note was not kept', () => note(conversationId, text.trim()))) setText('');
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col items-end gap-2">
      <Textarea
        aria-label="New note"
        placeholder="A note for the other admins"
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={limits.text}
        rows={2}
        className="max-h-60 min-h-16"
      />
      <Button type="submit" size="small" busy={busy} disabled={text.trim() === ''}>
        Add note
      </Button>
    </form>
  );
}
