'use client';
import { useSearchParams } from 'next/navigation';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { usePresence } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { useCannedCompletion } from './canned/use-canned-completion.tsx';
import { ClientDetails } from './client-details.tsx';
import { ClosedLine } from './closed-line.tsx';
import { DraftAid } from './draft-aid.tsx';
import { DeskActions } from './desk-actions.tsx';
import { deskPath, filterIn } from './paths.ts';
import { useDeskChat } from './use-desk-chat.ts';
import { useNotes } from './use-support-queries.ts';
import { Viewers } from './viewers.tsx';

interface HeaderProps {
  row: ConversationRow;
  detailsButton: ReactNode;
}

function DeskHeader({ row, detailsButton }: HeaderProps) {
  const chat = useDeskChat(row);
  const filter = filterIn(useSearchParams());
  const { client, own, words } = chat;
  // Only its owner sees whether the client is there.
  const presence = usePresence(own ? (client?.id ?? null) : null);
  const noted = useNotes(row.id).data?.pages.flatMap((page) => page.notes).length ?? 0;
  const name = client?.name ?? '';
  return (
    <PageHeader
      back={{ href: deskPath(filter), label: 'Back to the desk' }}
      mark={
        <Avatar id={client?.id ?? 0} name={name} presence={own && presence?.online ? 'online' : undefined} />
      }
      title={name === '' ? row.name : name}
      meta={
        <>
          <span role="status">{words}</span> · {row.name}
          {noted > 0 && ` · ${noted === 1 ? '1 note' : `${noted} notes`}`}
        </>
      }
      actions={
        <>
          <Viewers conversationId={row.id} />
          {detailsButton && <DeskActions chat={chat} />}
          {detailsButton}
        </>
      }
    />
  );
}

function DeskClosed({ row }: { row: ConversationRow }) {
  const { busy, reopen } = useDeskChat(row);
  return <ClosedLine busy={busy} onReopen={() => void reopen()} />;
}

/** What an admin sees around a support chat. */
export const deskParts = {
  home: { href: '/desk' as Route, label: 'Go to the desk' },
  addressee: 'the client',
  repliesTo: ({ support }: ConversationRow) => support?.clientId ?? null,
  Header: DeskHeader,
  Details: ClientDetails,
  useCompletion: useCannedCompletion,
  Aid: DraftAid,
  insteadOfComposer: (row: ConversationRow) =>
    row.support?.status === 'CLOSED' ? <DeskClosed row={row} /> : null,
};
