import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { ConversationParts } from './conversation-parts.tsx';

/** What stands in place of a conversation that is not the reader's. */
export function ConversationMissing({ home }: Pick<ConversationParts, 'home'>) {
  return (
    <Page>
      <EmptyState
        action={
          <Button asChild>
            <Link href={home.href}>{home.label}</Link>
          </Button>
        }
      >
        This conversation is not there, or you are no longer in it.
      </EmptyState>
    </Page>
  );
}

interface ConversationUnloadedProps {
  error: ErrorView | null;
  onRetry: () => void;
}

/** What stands in place of a conversation that could not be loaded. */
export function ConversationUnloaded({ error, onRetry }: ConversationUnloadedProps) {
  return (
    <Page>
      <EmptyState action={<Button onClick={onRetry}>Try again</Button>}>
        The conversation could not be loaded. {error && `${error.message}.`}
      </EmptyState>
    </Page>
  );
}
