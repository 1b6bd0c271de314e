'use client';
import { usePathname } from 'next/navigation';
import { chatIn, isChats } from '#components/chats/chat-path.ts';
import { NoChatOpen } from '#components/chats/no-chat-open.tsx';
import { Conversation } from '#components/conversation/conversation.tsx';
import { useGo, usePlace } from '#components/shell/navigation.tsx';

/** The conversation that the address names. The address may have moved on from the page that the server rendered. */
export function ChatPlace() {
  usePlace(isChats);
  const go = useGo();
  const id = chatIn(usePathname());
  return id === null ? <NoChatOpen /> : <Conversation conversationId={id} onClose={() => go('/chats')} />;
}
