'use client';
import { usePathname } from 'next/navigation';
import { Conversation } from '#components/conversation/conversation.tsx';
import { usePlace } from '#components/shell/navigation.tsx';
import { clientParts } from '#components/support/client-parts.tsx';
import { NoSupportChatOpen } from '#components/support/no-support-chat-open.tsx';
import { isSupport, supportIn } from '#components/support/paths.ts';

/** The support chat of one's own that the address names. The address may have moved on since the server rendered. */
export function SupportPlace() {
  usePlace(isSupport);
  const id = supportIn(usePathname());
  return id === null ? <NoSupportChatOpen /> : <Conversation conversationId={id} parts={clientParts} />;
}
