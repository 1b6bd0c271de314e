'use client';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { WidgetHeader } from './widget-header.tsx';

/** What a visitor reads who cannot be let in; the site's developers read why. */
export function WidgetTrouble({ onRetry }: { onRetry: () => void }) {
  return (
    <main
      id="main"
      aria-label="Chat"
      tabIndex={-1}
      className="safe-bottom flex min-h-0 flex-1 flex-col bg-surface outline-none"
    >
      <WidgetHeader title="Chat with us" />
      <EmptyState action={<Button onClick={onRetry}>Try again</Button>}>
        The chat cannot be opened right now. Try again, or load the page anew.
      </EmptyState>
    </main>
  );
}
