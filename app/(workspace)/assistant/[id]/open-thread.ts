import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { readConversation } from '#app/(workspace)/read-conversation.ts';
import { requireSession } from '#app/session.ts';
import { assistantIn, assistantPath } from '#components/assistant/paths.ts';
import { chatPath } from '#components/chats/chat-path.ts';
import type { InitialConversation } from '#components/realtime/types.ts';

const read = cache(async (conversationId: number): Promise<InitialConversation> => {
  const session = await requireSession(assistantPath(conversationId));
  const initial = await readConversation(session, { conversationId });
  if (initial.opened.summary.kind !== 'assistant') redirect(chatPath(conversationId));
  return initial;
});

/** The conversation with the assistant that the address names, read once a request; not found where it names none of the reader's. */
export function openThread({ id }: { id: string }): Promise<InitialConversation> {
  const conversationId = assistantIn(`/assistant/${id}`);
  if (conversationId === null) notFound();
  return read(conversationId);
}
