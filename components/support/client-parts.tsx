'use client';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { ClosedLine } from './closed-line.tsx';
import { Facts } from './facts.tsx';
import { useNewSupportChat } from './new-chat.tsx';
import { Rating } from './rating.tsx';
import { StatusMark } from './status-mark.tsx';
import { TranscriptLink } from './transcript-link.tsx';
import { useClientView } from './use-client-view.ts';
import { useSupportAction } from './use-support-action.ts';

interface HeaderProps {
  row: ConversationRow;
  detailsButton: ReactNode;
}

function ClientHeader({ row, detailsButton }: HeaderProps) {
  const { status, owner, presence, words } = useClientView(row);
  return (
    <PageHeader
      back={{ href: '/support' as Route, label: 'Back to support chats' }}
      mark={
        owner ? (
          <Avatar id={owner.id} name={owner.name} presence={presence?.online ? 'online' : undefined} />
        ) : (
          <StatusMark status={status} />
        )
      }
      title={row.name}
      meta={<span role="status">{words}</span>}
      actions={detailsButton}
    />
  );
}

function ClientDetails({ row }: { row: ConversationRow }) {
  const { words } = useClientView(row);
  const openNew = useNewSupportChat();
  return (
    <div className="flex flex-col gap-5 p-4">
      <h3 className="text-title font-semibold">{row.name}</h3>
      <Facts facts={[{ name: 'State', value: words }]} opened={row.createdAt} />
      <TranscriptLink conversationId={row.id} />
      <Button onClick={openNew}>New support chat</Button>
    </div>
  );
}

function ClientClosed({ row }: { row: ConversationRow }) {
  const support = useSupportCommands();
  const { busy, run } = useSupportAction();
  const openNew = useNewSupportChat();
  return (
    <>
      <Rating row={row} />
      <ClosedLine busy={busy} onReopen={() => void run('Not reopened', () => support.reopen(row.id))}>
        <Button look="ghost" size="small" onClick={openNew}>
          New chat
        </Button>
      </ClosedLine>
    </>
  );
}

/** What its client sees around a support chat. */
export const clientParts = {
  home: { href: '/support' as Route, label: 'Go to your support chats' },
  addressee: 'support',
  Header: ClientHeader,
  Details: ClientDetails,
  insteadOfComposer: (row: ConversationRow) =>
    row.support?.status === 'CLOSED' ? <ClientClosed row={row} /> : null,
};
