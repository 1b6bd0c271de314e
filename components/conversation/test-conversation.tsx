import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { RealtimeProvider, SeedConversation } from '#components/realtime/provider.tsx';
import { accountOf, createTestEnvironment, createTestWire } from '#components/realtime/test-browser.ts';
import type { TestHub } from '#components/realtime/test-hub.ts';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import { Conversation } from './conversation.tsx';

const stay = () => {};
const router = {
  back: stay,
  forward: stay,
  refresh: stay,
  prefetch: stay,
  push: stay,
  replace: stay,
  bfcacheId: '',
};

/** A conversation as one of its members sees it; `page` is to be rendered. Needs `stubLayout`. */
export function createTestConversation(hub: TestHub, conversationId: number, userId: number, search = '') {
  const wire = createTestWire(hub, userId);
  const { environment, signals } = createTestEnvironment(wire);
  const query = new URLSearchParams(search);
  const around = Number(query.get('at')) || undefined;
  const opened = {
    opened: hub.open(userId, conversationId),
    page: hub.history(userId, { conversationId, ...(around && { around }) }),
  };
  const list = { account: accountOf(userId), lists: hub.lists(userId) };
  const page = (
    <AppRouterContext value={router}>
      <SearchParamsContext value={query}>
        <UiProvider>
          <QueryClientProvider client={new QueryClient()}>
            <RealtimeProvider initial={list} environment={environment}>
              <SeedConversation initial={opened}>
                <Conversation conversationId={conversationId} />
              </SeedConversation>
            </RealtimeProvider>
          </QueryClientProvider>
        </UiProvider>
      </SearchParamsContext>
    </AppRouterContext>
  );

  function find<E extends HTMLElement>(selector: string, says = ''): E {
    const found = [...document.querySelectorAll<E>(selector)].findLast(({ textContent }) =>
      textContent.includes(says),
    );
    if (!found) throw new Error(`There is no ${selector} that says “${says}”`);
    return found;
  }
  return {
    page,
    wire,
    signals,
    list: () => find('[role="log"]'),
    field: () => find<HTMLTextAreaElement>('textarea'),
    /** The last message that has these words in it. */
    row: (says: string) => find('[role="article"]', says),
    rowOf: (seq: number) => find(`[data-seq="${seq}"]`),
    /** `seq` of each message that is in the document. */
    mounted: () =>
      [...document.querySelectorAll<HTMLElement>('[data-seq]')].map((row) => Number(row.dataset.seq)),
  };
}
