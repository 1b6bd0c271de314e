'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { AssistantPane } from '#components/assistant/assistant-pane.tsx';
import { ChatsPane } from '#components/chats/chats-pane.tsx';
import { ConnectionBanner } from '#components/chats/connection-banner.tsx';
import { useAccount, useConnectionState } from '#components/realtime/hooks.ts';
import { leaveEnded } from '#components/settings/sign-out.ts';
import { Frame } from '#components/shell/frame.tsx';
import { DeskPane } from '#components/support/desk-pane.tsx';
import { SupportPane } from '#components/support/support-pane.tsx';
import { WorkspaceRail } from './workspace-rail.tsx';

/** Addresses of lists: a phone shows the list there, and not the page beside it. */
const LISTS: ReadonlySet<string> = new Set(['/chats', '/assistant', '/support', '/desk']);

/** The list of the place that a path is in. */
function listAt(path: string, { admin, above }: { admin: boolean; above: ReactNode }): ReactNode {
  const place = path.split('/')[1];
  if (place === 'chats') return <ChatsPane above={above} />;
  if (place === 'assistant') return <AssistantPane above={above} />;
  if (place === 'support') return <SupportPane above={above} />;
  return place === 'desk' && admin && <DeskPane above={above} />;
}

/** Rail, list and page, with the connection's state for whoever waits for it. */
export function WorkspaceFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const state = useConnectionState();
  const account = useAccount();

  useEffect(() => {
    if (state === 'ended') leaveEnded();
  }, [state]);

  // A phone shows the list without the page, whose banner it then needs.
  const banner = (
    <div className="md:hidden">
      <ConnectionBanner />
    </div>
  );
  const list = listAt(path, { admin: account.role === 'ADMIN', above: banner });
  return (
    <div data-connection-state={state} className="contents">
      <Frame rail={<WorkspaceRail />} list={list} show={list && LISTS.has(path) ? 'list' : 'page'}>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <ConnectionBanner />
          <div className="flex min-h-0 flex-1">{children}</div>
        </div>
      </Frame>
    </div>
  );
}
