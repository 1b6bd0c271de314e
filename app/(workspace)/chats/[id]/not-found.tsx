import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** A conversation that is missing and one of others look the same. */
export default function ChatNotFound() {
  return (
    <Page header={<PageHeader back={{ href: '/chats', label: 'Back to chats' }} title="Not found" />}>
      <EmptyState
        action={
          <Button asChild>
            <Link href="/chats">Go to your chats</Link>
          </Button>
        }
      >
        This conversation is not there, or you are not in it.
      </EmptyState>
    </Page>
  );
}
