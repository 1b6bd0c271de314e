import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import type { ReactNode } from 'react';
import { UiProvider } from '#components/ui/ui-provider.tsx';

/** What a form under test has above it; the addresses that it goes to are added to `visited`. */
export function TestPage({ visited, children }: { visited: string[]; children: ReactNode }) {
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
  return (
    <AppRouterContext value={router}>
      <UiProvider>{children}</UiProvider>
    </AppRouterContext>
  );
}
