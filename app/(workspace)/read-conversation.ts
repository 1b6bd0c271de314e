import { notFound } from 'next/navigation';
import type { InitialConversation } from '#components/realtime/types.ts';
import type { Opened } from '#server/protocol/conversation.ts';
import { isChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import { running, type Session } from '#server/registry.ts';

interface Wanted {
  conversationId: number;
  /** Around the message of this `seq` instead of at the end. */
  around?: number | undefined;
  /** An admin enters the support chat; left out, the conversation is only looked at. */
  enter?: boolean;
}

/** A conversation with its newest messages, or those around one; not found where the asker may not read it. */
export async function readConversation(
  session: Session,
  { conversationId, around, enter = false }: Wanted,
): Promise<InitialConversation> {
  const { reading } = running().core;
  const open = (): Promise<Opened> => (enter ? reading.join : reading.open)(session, { conversationId });
  const limit = limits.page.default;
  try {
    const [opened, page] = await Promise.all([
      open(),
      reading.history(session, { conversationId, limit, ...(around && { around }) }),
    ]);
    return { opened, page };
  } catch (error) {
    if (isChatError(error) && error.code === 'conversation_not_found') notFound();
    throw error;
  }
}
