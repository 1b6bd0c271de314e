'use client';
import type { Route } from 'next';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClientView } from '#components/support/use-client-view.ts';
import { Rating } from '#components/support/rating.tsx';
import { StatusMark } from '#components/support/status-mark.tsx';
import { useWidget } from './widget-context.tsx';
import { WidgetHeader } from './widget-header.tsx';

function VisitorHeader({ row }: { row: ConversationRow }) {
  const { status, owner, presence, words } = useClientView(row);
  return (
    <WidgetHeader
      mark={
        owner ? (
          <Avatar id={owner.id} name={owner.name} presence={presence?.online ? 'online' : undefined} />
        ) : (
          <StatusMark status={status} />
        )
      }
      title={row.name}
      meta={<span role="status">{words}</span>}
    />
  );
}

function VisitorClosed({ row }: { row: ConversationRow }) {
  const { startAnew } = useWidget();
  return (
    <>
      <Rating row={row} />
      <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 rounded-panel border py-1 pr-1.5 pl-4 text-meta text-muted">
        <p className="flex-1">This chat is closed.</p>
        <Button size="small" onClick={startAnew}>
          New chat
        </Button>
      </div>
    </>
  );
}

/** What a visitor sees around a support chat in the widget. */
export const widgetParts = {
  home: { href: '/' as Route, label: 'Go to Switchboard' },
  addressee: 'support',
  pageLabel: 'Chat',
  takesFocus: false,
  Header: VisitorHeader,
  Details: () => null,
  insteadOfComposer: (row: ConversationRow) =>
    row.support?.status === 'CLOSED' ? <VisitorClosed row={row} /> : null,
};
