'use client';
import { LifeBuoy } from 'lucide-react';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useNewSupportChat } from './new-chat.tsx';
import { useOwnChats } from './use-own-chats.ts';

/** The page beside the list while none of one's support chats is open. */
export function NoSupportChatOpen() {
  const openNew = useNewSupportChat();
  const { rows } = useOwnChats();
  return (
    <Page>
      <EmptyState
        icon={<LifeBuoy aria-hidden strokeWidth={1.5} />}
        // An empty list offers the same beside this.
        action={rows.length > 0 && <Button onClick={openNew}>New support chat</Button>}
      >
        {rows.length > 0
          ? 'Choose a chat, or start another one.'
          : 'Ask anything: an admin answers here, and it stays for you to read again.'}
      </EmptyState>
    </Page>
  );
}
