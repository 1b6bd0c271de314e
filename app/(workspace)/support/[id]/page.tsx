import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireSession } from '#app/session.ts';
import { readConversation } from '#app/(workspace)/read-conversation.ts';
import { SeedConversation } from '#components/realtime/provider.tsx';
import { supportIn, supportPath } from '#components/support/paths.ts';
import { SupportPlace } from '#app/(workspace)/support/support-place.tsx';

/** One's own support chat; that of another is not here, also for an admin. */
const read = cache(async (id: string) => {
  const conversationId = supportIn(`/support/${id}`);
  if (conversationId === null) notFound();
  const session = await requireSession(supportPath(conversationId));
  const initial = await readConversation(session, { conversationId });
  if (initial.opened.summary.support?.clientId !== session.account.id) notFound();
  return initial;
});

export async function generateMetadata({ params }: PageProps<'/support/[id]'>): Promise<Metadata> {
  const { opened } = await read((await params).id);
  return { title: opened.summary.title ?? 'Support' };
}

export default async function SupportChatPage({ params }: PageProps<'/support/[id]'>) {
  return (
    <SeedConversation initial={await read((await params).id)}>
      <SupportPlace />
    </SeedConversation>
  );
}
