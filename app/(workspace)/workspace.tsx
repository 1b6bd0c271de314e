'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { NewConversation } from '#components/chats/new-conversation.tsx';
import { QuickSwitcher } from '#components/chats/quick-switcher.tsx';
import { RealtimeProvider } from '#components/realtime/provider.tsx';
import type { InitialList } from '#components/realtime/types.ts';
import { Navigation } from '#components/shell/navigation.tsx';
import { NewSupportChat } from '#components/support/new-chat.tsx';
import { queue } from '#components/support/paths.ts';
import { countsKey, listKey } from '#components/support/support-keys.ts';
import { SupportNews } from '#components/support/support-news.tsx';
import type { HubOutput } from '#server/protocol/hub.ts';
import { WorkspaceFrame } from './workspace-frame.tsx';
import { WorkspaceTab } from './workspace-tab.tsx';

/** What cannot be asked now is told now: waiting for the network looks like waiting for the server. */
const defaultOptions = {
  queries: { networkMode: 'always', retry: 1 },
  mutations: { networkMode: 'always' },
} as const;

/** What the desk was rendered with. */
export interface InitialDesk {
  /** The first page of the queue. */
  waiting: HubOutput<'support.list'>;
  counts: HubOutput<'support.counts'>;
}

interface WorkspaceProps {
  initial: InitialList;
  /** For admins. */
  desk: InitialDesk | null;
  children: ReactNode;
}

function queriesWith(desk: InitialDesk | null): QueryClient {
  const queries = new QueryClient({ defaultOptions });
  if (!desk) return queries;
  queries.setQueryData(listKey(queue), { pages: [desk.waiting], pageParams: [null] });
  queries.setQueryData(countsKey, desk.counts);
  return queries;
}

/** Everything that the signed-in pages share; it stays while they change. */
export function Workspace({ initial, desk, children }: WorkspaceProps) {
  const [queries] = useState(() => queriesWith(desk));
  return (
    <QueryClientProvider client={queries}>
      <RealtimeProvider initial={initial}>
        <Navigation>
          <NewConversation>
            <NewSupportChat>
              <WorkspaceFrame>{children}</WorkspaceFrame>
            </NewSupportChat>
            <QuickSwitcher />
            <SupportNews />
            <WorkspaceTab />
          </NewConversation>
        </Navigation>
      </RealtimeProvider>
    </QueryClientProvider>
  );
}
