import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { NoteEvent } from './bus.ts';
import { requireAdmin, requireOthersChat } from './policies.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

interface NotesParts {
  store: Pick<Store, 'notes' | 'support'>;
  noted: (event: NoteEvent) => void;
}

export type Notes = ReturnType<typeof createNotes>;

/** What admins tell each other about support chats (docs/decisions/016). Errors: forbidden, conversation_not_found. */
export function createNotes({ store: { notes, support }, noted }: NotesParts) {
  /** Whose chat it is, for an admin who is not its client. */
  async function clientOf({ account }: Session, conversationId: number): Promise<number> {
    requireAdmin(account);
    const chat = await support.chat(String(conversationId), { id: account.id, admin: true });
    if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
    requireOthersChat(account, chat);
    return chat.clientId;
  }

  return {
    async add(
      session: Session,
      { conversationId, content, clientId }: HubParsed<'support.note'>,
    ): Promise<HubOutput<'support.note'>> {
      const aboutId = await clientOf(session, conversationId);
      const stored = await notes.add({ conversationId, authorId: session.account.id, clientId, content });
      if (!stored) throw new ChatError('internal');
      if (stored.created) noted({ note: stored.note, aboutId });
      return stored.note;
    },

    async list(
      session: Session,
      { conversationId, before, limit }: HubParsed<'support.notes'>,
    ): Promise<HubOutput<'support.notes'>> {
      await clientOf(session, conversationId);
      const found = await notes.list(conversationId, before ?? null, limit + 1);
      return { notes: found.slice(0, limit).toReversed(), hasMore: found.length > limit };
    },
  };
}
