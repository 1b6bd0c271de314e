import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata: Metadata = { title: 'Not found' };

const home = '/support' as Route;

/** What is missing and what is somebody else’s look the same. */
export default function SupportNotFound() {
  return (
    <Page header={<PageHeader back={{ href: home, label: 'Back to support chats' }} title="Not found" />}>
      <EmptyState
        action={
          <Button asChild>
            <Link href={home}>Go to your support chats</Link>
          </Button>
        }
      >
        This support chat is not there, or it is not yours.
      </EmptyState>
    </Page>
  );
}
