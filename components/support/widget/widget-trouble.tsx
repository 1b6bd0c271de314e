'use client';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { WidgetHeader } from './widget-header.tsx';

/** What a visitor reads who cannot be let in; the site's developers read why. */
export function WidgetTrouble({ onRetry }: { onRetry: () => void }) {
  return (
    <Page label="Chat" header={<WidgetHeader title="Chat with us" />}>
      <EmptyState action={<Button onClick={onRetry}>Try again</Button>}>
        The chat cannot be opened right now. Try again, or load the page anew.
      </EmptyState>
    </Page>
  );
}
