import type { Metadata } from 'next';
import { requireSession } from '#app/session.ts';
import { AssistantPlace } from '#app/(workspace)/assistant/assistant-place.tsx';

export const metadata: Metadata = { title: 'New conversation' };

/** Where a phone, which shows the list under /assistant, begins a conversation. */
export default async function NewConversationPage() {
  await requireSession('/assistant/new');
  return <AssistantPlace />;
}
