import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { readConversation } from '#app/(workspace)/read-conversation.ts';
import { requireSession } from '#app/session.ts';
import { assistantPath } from '#components/assistant/paths.ts';
import { chatIn, chatPath } from '#components/chats/chat-path.ts';
import type { InitialConversation } from '#components/realtime/types.ts';
import { deskPath, queue, supportPath } from '#components/support/paths.ts';
import { id } from '#server/protocol/fields.ts';

const read = cache(
  async (conversationId: number, around: number | undefined): Promise<InitialConversation> => {
    const session = await requireSession(chatPath(conversationId, around));
    const initial = await readConversation(session, { conversationId, around });
    const { kind, support } = initial.opened.summary;
    if (kind === 'assistant') redirect(assistantPath(conversationId));
    // A support chat has a place of its own, another one for its client than for admins.
    if (support)
      redirect(
        support.clientId === session.account.id
          ? supportPath(conversationId)
          : deskPath(queue, conversationId),
      );
    return initial;
  },
);

/** What the address asks for, read once a request; not found where it names no conversation of the reader's. */
export function openChat(params: { id: string }, search: Record<string, string | string[] | undefined>) {
  const conversationId = chatIn(`/chats/${params.id}`);
  if (conversationId === null) notFound();
  return read(conversationId, id.safeParse(Number(search.at)).data);
}
