import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import type { ReactNode } from 'react';
import { RealtimeProvider } from '#components/realtime/provider.tsx';
import { accountOf, createTestEnvironment, createTestWire } from '#components/realtime/test-browser.ts';
import type { TestHub } from '#components/realtime/test-hub.ts';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import { Navigation } from '#components/shell/navigation.tsx';
import { NewConversation } from './new-conversation.tsx';

/** A page of a signed-in user: `children` below all that the workspace puts above them. */
export function createTestWorkspace(hub: TestHub, userId: number, children: ReactNode) {
  /** Where the router was asked to go. */
  const visited: string[] = [];
  const visit = (href: string) => void visited.push(href);
  const stay = () => {};
  const router = {
    back: stay,
    forward: stay,
    refresh: stay,
    prefetch: stay,
    push: visit,
    replace: visit,
    bfcacheId: '',
  };
  const wire = createTestWire(hub, userId);
  const { environment, signals } = createTestEnvironment(wire);
  const initial = { account: accountOf(userId), lists: hub.lists(userId) };
  const page = (
    <AppRouterContext value={router}>
      <PathnameContext value="/chats">
        <UiProvider>
          <QueryClientProvider client={new QueryClient()}>
            <RealtimeProvider initial={initial} environment={environment}>
              <Navigation>
                <NewConversation>{children}</NewConversation>
              </Navigation>
            </RealtimeProvider>
          </QueryClientProvider>
        </UiProvider>
      </PathnameContext>
    </AppRouterContext>
  );
  return { page, visited, wire, signals };
}
