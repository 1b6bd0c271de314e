import type { Metadata } from 'next';
import { AssistantPlace } from '#app/(workspace)/assistant/assistant-place.tsx';
import { SeedConversation } from '#components/realtime/provider.tsx';
import { openThread } from './open-thread.ts';

export async function generateMetadata(props: PageProps<'/assistant/[id]'>): Promise<Metadata> {
  const { opened } = await openThread(await props.params);
  return { title: opened.summary.title ?? 'Assistant' };
}

/** A conversation with the assistant, with its newest turns. */
export default async function AssistantConversationPage(props: PageProps<'/assistant/[id]'>) {
  const initial = await openThread(await props.params);
  return (
    <SeedConversation initial={initial}>
      <AssistantPlace />
    </SeedConversation>
  );
}
