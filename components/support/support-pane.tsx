'use client';
import { LifeBuoy } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useRef } from 'react';
import { ListEnd } from '#components/list/list-end.tsx';
import { RovingList } from '#components/list/roving-list.tsx';
import { ListPane } from '#components/shell/list-pane.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { NewSupportChatButton, useNewSupportChat } from './new-chat.tsx';
import { supportIn } from './paths.ts';
import { SupportItem } from './support-item.tsx';
import { useOwnChats } from './use-own-chats.ts';

/** One's own support chats. `above` stands over the list. */
export function SupportPane({ above }: { above?: ReactNode }) {
  const path = usePathname();
  const { rows, hasMore, ...source } = useOwnChats();
  const list = useRef<HTMLElement>(null);
  const openNew = useNewSupportChat();
  const currentId = supportIn(path);
  return (
    <ListPane title="Support" actions={<NewSupportChatButton />} above={above}>
      {rows.length === 0 && !hasMore ? (
        <EmptyState
          icon={<LifeBuoy aria-hidden strokeWidth={1.5} />}
          action={
            <Button look="primary" onClick={openNew}>
              Start a chat
            </Button>
          }
        >
          No support chats yet.
        </EmptyState>
      ) : (
        <RovingList
          ref={list}
          label="Support chats"
          lines={rows.map((row) => ({ key: String(row.id), opens: true, row }))}
          currentKey={currentId === null ? null : String(currentId)}
          end={hasMore && <ListEnd key="end" loaded={rows.length} {...source} />}
        >
          {({ row }, { tabStop }) => (
            <SupportItem row={row} current={row.id === currentId} tabStop={tabStop} />
          )}
        </RovingList>
      )}
    </ListPane>
  );
}
