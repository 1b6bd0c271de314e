'use client';
import Link from 'next/link';
import { RowTime } from '#components/list/row-time.tsx';
import { errorView } from '#components/realtime/command-error.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { HubOutput } from '#server/protocol/hub.ts';
import { ChatHistory } from './chat-history.tsx';
import { ChatLabels } from './chat-labels.tsx';
import { Facts } from './facts.tsx';
import { Notes } from './notes.tsx';
import { OwnersChats } from './owners-chats.tsx';
import { deskPath, queue } from './paths.ts';
import { StatusMark } from './status-mark.tsx';
import { TranscriptLink } from './transcript-link.tsx';
import { useDeskChat } from './use-desk-chat.ts';
import { useClientOf } from './use-support-queries.ts';

/** Who wrote a chat, how it stands, and what else they have asked. */
export function ClientDetails({ row }: { row: ConversationRow }) {
  const { words, owner } = useDeskChat(row);
  const rating = row.support?.rating ?? null;
  const { data, error, refetch } = useClientOf(row.id, rating);
  if (!data)
    return error ? (
      <p role="alert" className="flex flex-col items-start gap-3 p-4 text-meta text-muted">
        The client could not be loaded. {errorView(error).message}.
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    ) : (
      <div className="flex flex-col items-center gap-3 p-8">
        <Skeleton className="size-16 rounded-full" />
        <Skeleton className="h-6 w-32" />
      </div>
    );

  const { client, visitor, chats, labels, comment } = data;
  const email = visitor ? visitor.email : client.email;
  return (
    <div className="flex flex-col gap-6 px-4 py-8">
      <div className="flex flex-col items-center gap-3 text-center">
        <Avatar id={client.id} name={client.name} size="huge" />
        <div className="min-w-0">
          <h3 className="text-title font-semibold">{client.name}</h3>
          {visitor ? (
            <p className="text-meta text-muted">{visitorWords(visitor)}</p>
          ) : (
            <p className="text-meta text-muted">@{client.username}</p>
          )}
          {email !== null && (
            <p className="text-meta">
              <a href={`mailto:${email}`} className="text-accent hover:underline">
                {email}
              </a>
            </p>
          )}
        </div>
      </div>
      <Facts
        facts={[
          { name: 'Subject', value: row.name },
          { name: 'State', value: words },
          { name: 'Owner', value: owner ? <OwnersChats conversationId={row.id} owner={owner} /> : 'Nobody' },
          ...(rating === null ? [] : [{ name: 'Rating', value: `${rating} of 5` }]),
          ...(comment === null ? [] : [{ name: 'Comment', value: comment }]),
        ]}
        opened={row.createdAt}
      />
      <ChatLabels conversationId={row.id} labels={labels} />
      <Notes conversationId={row.id} />
      <ChatHistory conversationId={row.id} />
      <OtherChats chats={chats} />
      <TranscriptLink conversationId={row.id} />
    </div>
  );
}

/** Where a visitor is, and whether anybody has said that they are who they say. */
const visitorWords = ({ site, known }: NonNullable<HubOutput<'support.client'>['visitor']>): string => {
  const { host } = new URL(site);
  return known ? `A user of ${host}` : `A visitor of ${host}; name and email are what they wrote`;
};

function OtherChats({ chats }: Pick<HubOutput<'support.client'>, 'chats'>) {
  return (
    <section aria-label="Other chats">
      <h3 className="pb-1 text-meta font-semibold">Other chats</h3>
      {chats.length === 0 && <p className="text-meta text-muted">This is their only one.</p>}
      <ul className="-mx-2">
        {chats.map(({ id, title, status, changedAt }) => (
          <li key={id}>
            <Link
              href={deskPath({ ...queue, view: 'all' }, id)}
              prefetch={false}
              className="focus-inset flex min-h-11 items-center gap-2.5 rounded-control px-2 py-1 text-meta transition-colors hover:bg-hover"
            >
              <StatusMark status={status} />
              <span className="min-w-0 flex-1 truncate">{title ?? 'Support'}</span>
              <RowTime at={changedAt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
