'use client';
import { usePathname } from 'next/navigation';
import { Conversation } from '#components/conversation/conversation.tsx';
import { usePlace } from '#components/shell/navigation.tsx';
import { deskParts } from '#components/support/desk-parts.tsx';
import { NoDeskChatOpen } from '#components/support/no-desk-chat-open.tsx';
import { deskIn, isDesk } from '#components/support/paths.ts';

/** The chat at the desk that the address names. The address may have moved on since the server rendered. */
export function DeskPlace() {
  usePlace(isDesk);
  const id = deskIn(usePathname());
  return id === null ? <NoDeskChatOpen /> : <Conversation conversationId={id} parts={deskParts} />;
}
