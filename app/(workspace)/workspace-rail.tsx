'use client';
import { Headset, LifeBuoy, MessagesSquare, Sparkles } from 'lucide-react';
import type { Route } from 'next';
import { useAccount, useConnectionState, useConversations } from '#components/realtime/hooks.ts';
import type { ConnectionState } from '#components/realtime/types.ts';
import { useLasting } from '#components/chats/use-lasting.ts';
import { useSignOut } from '#components/settings/use-sign-out.tsx';
import { ConnectionIndicator } from '#components/shell/connection-indicator.tsx';
import { PersonMenu } from '#components/shell/person-menu.tsx';
import { Rail } from '#components/shell/rail.tsx';
import { useOwnChats } from '#components/support/use-own-chats.ts';
import { useDeskCounts } from '#components/support/use-support-queries.ts';
import { unreadOf } from './unread-of.ts';

const indicated = {
  connecting: 'connecting',
  online: 'connected',
  reconnecting: 'connecting',
  offline: 'offline',
  ended: 'offline',
} as const satisfies Record<ConnectionState, string>;

/** The rail of the signed-in window: its places, the connection, the person. */
export function WorkspaceRail() {
  const account = useAccount();
  const state = useConnectionState();
  // As the banner: each page would begin with a warning otherwise.
  const troubled = useLasting(state !== 'online', 1_000);
  const { rows } = useConversations();
  const support = useOwnChats();
  const waiting = useDeskCounts()?.waiting ?? 0;
  const { start, question } = useSignOut();
  return (
    <>
      <Rail
        entries={[
          {
            href: '/chats',
            label: 'Chats',
            icon: <MessagesSquare aria-hidden strokeWidth={1.5} />,
            count: unreadOf(rows),
          },
          {
            href: '/assistant' as Route,
            label: 'Assistant',
            icon: <Sparkles aria-hidden strokeWidth={1.5} />,
          },
          {
            href: '/support' as Route,
            label: 'Support',
            icon: <LifeBuoy aria-hidden strokeWidth={1.5} />,
            count: unreadOf(support.rows),
          },
          ...(account.role === 'ADMIN'
            ? [
                {
                  href: '/desk' as Route,
                  label: 'Desk',
                  icon: <Headset aria-hidden strokeWidth={1.5} />,
                  count: waiting,
                  counted: 'waiting',
                },
              ]
            : []),
        ]}
        connection={<ConnectionIndicator state={troubled ? indicated[state] : 'connected'} />}
        person={<PersonMenu person={account} settings="/settings" help="/articles" onSignOut={start} />}
      />
      {question}
    </>
  );
}
