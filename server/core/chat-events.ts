import type { SupportState } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { ChatEvent } from '#server/protocol/support-events.ts';
import { requireAdmin, requireOthersChat } from './policies.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

type Place = Pick<SupportState, 'status' | 'adminId'>;

/** What a change of status or owner is called. */
export function kindOfChange(before: Place, { status }: Place): ChatEvent['kind'] {
  if (before.status === status) return 'assigned';
  if (status === 'CLOSED') return 'closed';
  if (before.status === 'CLOSED') return 'reopened';
  return status === 'ACTIVE' ? 'claimed' : 'released';
}

export type ChatEvents = ReturnType<typeof createChatEvents>;

/** What happened to support chats, for admins (docs/decisions/021). */
export function createChatEvents({ events, support }: Pick<Store, 'events' | 'support'>) {
  return {
    /** Errors: forbidden, conversation_not_found. */
    async list(
      session: Session,
      { conversationId, before, limit }: HubParsed<'support.history'>,
    ): Promise<HubOutput<'support.history'>> {
      const { account } = session;
      requireAdmin(account);
      const chat = await support.chat(String(conversationId), { id: account.id, admin: true });
      if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
      requireOthersChat(account, chat);
      const found = await events.list(conversationId, before ?? null, limit + 1);
      return { events: found.slice(0, limit).toReversed(), hasMore: found.length > limit };
    },
  };
}
