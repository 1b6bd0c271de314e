'use client';
import { Headset } from 'lucide-react';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useDeskCounts } from './use-support-queries.ts';

/** The page beside the desk's list while no chat is open. */
export function NoDeskChatOpen() {
  const waiting = useDeskCounts()?.waiting ?? 0;
  return (
    <Page>
      <EmptyState icon={<Headset aria-hidden strokeWidth={1.5} />}>
        {waiting === 0
          ? 'Nobody is waiting. Who asks next will stand in the list.'
          : 'Choose a chat to answer it.'}
      </EmptyState>
    </Page>
  );
}
