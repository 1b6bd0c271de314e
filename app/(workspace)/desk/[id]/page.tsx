import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { DeskPlace } from '#app/(workspace)/desk/desk-place.tsx';
import { requireDesk } from '#app/(workspace)/desk/require-desk.ts';
import { readConversation } from '#app/(workspace)/read-conversation.ts';
import { SeedConversation } from '#components/realtime/provider.tsx';
import { deskIn, deskPath, queue } from '#components/support/paths.ts';

/** A support chat, which the admin enters by opening it: so they hear of what is said in it from then on. */
const read = cache(async (id: string) => {
  const conversationId = deskIn(`/desk/${id}`);
  if (conversationId === null) notFound();
  const session = await requireDesk(deskPath(queue, conversationId));
  const initial = await readConversation(session, { conversationId, enter: true });
  if (initial.opened.summary.kind !== 'support') notFound();
  return initial;
});

export async function generateMetadata({ params }: PageProps<'/desk/[id]'>): Promise<Metadata> {
  const { opened } = await read((await params).id);
  return { title: opened.summary.title ?? 'Desk' };
}

export default async function DeskChatPage({ params }: PageProps<'/desk/[id]'>) {
  return (
    <SeedConversation initial={await read((await params).id)}>
      <DeskPlace />
    </SeedConversation>
  );
}
