import type { Metadata } from 'next';
import { SeedConversation } from '#components/realtime/provider.tsx';
import { ChatPlace } from '#app/(workspace)/chats/chat-place.tsx';
import { openChat } from './open-chat.ts';

export async function generateMetadata(props: PageProps<'/chats/[id]'>): Promise<Metadata> {
  const { opened } = await openChat(await props.params, await props.searchParams);
  const { title, peer } = opened.summary;
  return { title: title ?? peer?.name ?? 'Chat' };
}

/** A conversation with its newest messages, or with those around the one that `?at=` names. */
export default async function ChatPage(props: PageProps<'/chats/[id]'>) {
  const initial = await openChat(await props.params, await props.searchParams);
  return (
    <SeedConversation initial={initial}>
      <ChatPlace />
    </SeedConversation>
  );
}
