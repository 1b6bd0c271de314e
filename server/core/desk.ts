import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { cursorAfter, parseCursor } from './cursor.ts';
import { requireAdmin, requireOthersChat } from './policies.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** How far waiting chats are counted. */
const COUNTED = 100;
/** Other chats of a client that are named. */
const EARLIER = 10;

/** What admins see of all support chats, and what a client sees of the queue. */
export function createDesk({
  support,
  users,
  labels,
  visitors,
}: Pick<Store, 'support' | 'users' | 'labels' | 'visitors'>) {
  /** The support chat where the asker may read it. Error: conversation_not_found. */
  async function find({ account }: Session, conversationId: number) {
    const admin = account.role === 'ADMIN';
    const chat = await support.chat(String(conversationId), { id: account.id, admin });
    if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
    return chat;
  }

  return {
    /** The chats of a view: who has waited longest first, of the others the latest change. Error: forbidden. */
    async list(
      session: Session,
      { view, label, adminId, cursor, limit }: HubParsed<'support.list'>,
    ): Promise<HubOutput<'support.list'>> {
      requireAdmin(session.account);
      const after = typeof cursor === 'string' ? parseCursor(cursor) : null;
      const which = { view, label: label ?? null, ownerId: adminId ?? null };
      const found = await support.desk(session.account.id, which, after, limit + 1);
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? cursorAfter(last.changedAt, last.id) : null };
    },

    /** Error: forbidden. */
    async counts(session: Session): Promise<HubOutput<'support.counts'>> {
      requireAdmin(session.account);
      return support.counts(session.account.id, COUNTED);
    },

    /** Error: conversation_not_found. */
    async place(
      session: Session,
      { conversationId }: HubParsed<'support.place'>,
    ): Promise<HubOutput<'support.place'>> {
      const { id, status } = await find(session, conversationId);
      return { ahead: status === 'PENDING' ? await support.ahead(id, COUNTED) : null };
    },

    /** Whose chat it is, and their other ones. Errors: forbidden, conversation_not_found. */
    async client(
      session: Session,
      { conversationId }: HubParsed<'support.client'>,
    ): Promise<HubOutput<'support.client'>> {
      requireAdmin(session.account);
      const { id, clientId } = await find(session, conversationId);
      const [[client], chats, aside, own, visitor = null] = await Promise.all([
        users.accounts([clientId]),
        support.list({ clientId, status: null }, null, EARLIER + 1),
        support.aside(id),
        labels.of(id),
        visitors.of(clientId),
      ]);
      if (!client) throw new ChatError('conversation_not_found');
      const others = chats.filter((chat) => chat.id !== id).slice(0, EARLIER);
      return {
        client,
        visitor,
        ...aside,
        labels: own,
        chats: others.map((chat) => ({
          id: chat.id,
          title: chat.title,
          status: chat.status,
          changedAt: chat.updatedAt,
        })),
      };
    },

    /** Says whether the asker takes waiting chats in turn. Error: forbidden. */
    async setAvailable(
      { account }: Session,
      { available }: HubParsed<'support.available'>,
    ): Promise<HubOutput<'support.available'>> {
      requireAdmin(account);
      await users.setAvailable(account.id, available);
      return { available };
    },

    /** Passes where the asker may look after the chat as one of its admins. Errors: forbidden, conversation_not_found. */
    async requireViewable(session: Session, conversationId: number): Promise<void> {
      requireAdmin(session.account);
      requireOthersChat(session.account, await find(session, conversationId));
    },

    /** Everybody who may own a chat. Error: forbidden. */
    async admins(session: Session): Promise<HubOutput<'support.admins'>> {
      requireAdmin(session.account);
      return { people: await users.admins() };
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
