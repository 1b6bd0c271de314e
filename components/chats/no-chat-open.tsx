'use client';
import { MessagesSquare } from 'lucide-react';
import { useConversations } from '#components/realtime/hooks.ts';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useAwake } from '#components/ui/use-awake.ts';
import { useNewConversation } from './new-conversation.tsx';

/** The page beside the list while no conversation is open. */
export function NoChatOpen() {
  const openNew = useNewConversation();
  const { rows } = useConversations();
  const apple = useAwake() && /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <Page>
      <EmptyState
        icon={<MessagesSquare aria-hidden strokeWidth={1.5} />}
        // An empty list offers the same beside this.
        action={rows.length > 0 && <Button onClick={openNew}>New conversation</Button>}
      >
        {rows.length > 0 ? (
          <>
            Choose a conversation, or find one with <Kbd>{apple ? '⌘K' : 'Ctrl K'}</Kbd>.
          </>
        ) : (
          'What you write, and what is written to you, will stand here.'
        )}
      </EmptyState>
    </Page>
  );
}
