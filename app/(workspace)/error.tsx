'use client';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** What stands in place of a page that failed, inside the frame; the server has logged the cause. */
export default function WorkspaceError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Page
      header={<PageHeader back={{ href: '/chats', label: 'Back to chats' }} title="Something went wrong" />}
    >
      <EmptyState action={<Button onClick={retry}>Try again</Button>}>
        This page could not be shown, but nothing that was sent is lost.
      </EmptyState>
    </Page>
  );
}
