import type { SupportState } from '#server/protocol/conversation.ts';
import { ChatError, isChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { Account } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import type { ChatEvent, CloseReason } from '#server/protocol/support-events.ts';
import type { DeskEvent, NoteEvent, SupportEvent } from './bus.ts';
import { kindOfChange } from './chat-events.ts';
import { cursorAfter, parseCursor } from './cursor.ts';
import { judgeSupportWish, mayEnter, requireAdmin, requireOthersChat, type SupportWish } from './policies.ts';
import { referenceOf } from './reference.ts';
import { type Limit, takeOne } from './rate-limit.ts';
import type { Session } from './session.ts';
import type { Chat, ConversationChange, Store } from './store.ts';
import { bringIn, type ChangeSupport } from './support-changes.ts';

interface SupportParts {
  store: Pick<Store, 'support' | 'users'>;
  change: ChangeSupport;
  membershipsChanged: (userIds: readonly number[]) => void;
  happened: (event: SupportEvent) => void;
  /** Something is another that only admins see. */
  deskChanged: (event: DeskEvent) => void;
  noted: (event: NoteEvent) => void;
  /** Chats that a visitor opens: anybody may be one, and each chat stands in the queue. */
  visitorChats: Limit;
  /** Sends a chat's first message. */
  say: (
    session: Session,
    message: { conversationId: number; content: string; clientId?: string },
  ) => Promise<unknown>;
}

interface Opening {
  title?: string | undefined;
  clientId?: string | undefined;
  /** The first message. */
  content?: string | undefined;
}

/** What admins alone read of a change: of a closing its reason, of a handing over a note. */
interface ChangeWords {
  reason?: CloseReason | null | undefined;
  text?: string | null | undefined;
  note?: string | null | undefined;
}

export type Support = ReturnType<typeof createSupport>;

function closingDetails({ reason, text }: ChangeWords): ChatEvent['details'] {
  const said = text?.trim();
  return { ...(reason && { reason }), ...(said && { text: said }) };
}

/** Writes the note that goes with a handing over, where there is one; told once it is committed. */
async function noteIn(
  unit: ConversationChange,
  support: SupportState,
  account: Account,
  { note: content }: ChangeWords,
): Promise<NoteEvent | undefined> {
  if (content === null || content === undefined) return undefined;
  requireOthersChat(account, support);
  const note = await unit.addNote({
    authorId: account.id,
    clientId: `assign:${crypto.randomUUID()}`,
    content,
  });
  return note && { note, aboutId: support.clientId };
}

/**
 * Support chats: opening, claiming, handing over, closing (protocols, finer decision 4). Every change is made under the
 * lock of the chat's conversation, so of many at once one wins and the others see what it did.
 */
export function createSupport(parts: SupportParts) {
  const { store, change, membershipsChanged, happened, deskChanged, noted, visitorChats, say } = parts;

  /** The chat of any kind that number or uuid names, where the asker may read it. Error: conversation_not_found. */
  async function get({ account }: Session, reference: string): Promise<Chat> {
    const admin = account.role === 'ADMIN';
    const chat = await store.support.chat(referenceOf(reference), { id: account.id, admin });
    if (!chat) throw new ChatError('conversation_not_found');
    return chat;
  }

  /** Answers which chat it was, and whether its status or owner is another now. */
  async function place(session: Session, reference: string, wish: SupportWish, words: ChangeWords) {
    const { account } = session;
    const { id, kind } = await get(session, reference);
    if (kind !== 'support') throw new ChatError('forbidden', undefined, 'Only a support chat can do this');
    const owner = 'adminId' in wish ? wish.adminId : null;
    if (account.role === 'ADMIN' && owner !== null) {
      const [person] = await store.users.people([owner]);
      if (person?.role !== 'ADMIN') throw new ChatError('not_an_admin');
    }
    let changed = false;
    let note: NoteEvent | undefined;
    await change(id, async (unit) => {
      const { support } = unit.conversation;
      if (!support) throw new ChatError('internal');
      const next = judgeSupportWish(support, account, wish);
      if (next.status === support.status && next.adminId === support.adminId) return [];
      changed = true;
      const kindOf = kindOfChange(support, next);
      if (kindOf === 'assigned') note = await noteIn(unit, support, account, words);
      await unit.saveSupport(next, {
        kind: kindOf,
        actorId: account.id,
        details: {
          ...(kindOf === 'closed' && closingDetails(words)),
          ...(note && { noteId: note.note.id }),
        },
      });
      const { adminId } = next;
      if (adminId === null || next.status === 'CLOSED' || !(await bringIn(unit, adminId))) return [];
      return [adminId];
    });
    if (note) noted(note);
    return { id, changed };
  }

  return {
    get,

    /**
     * Opens a chat of the asker's, PENDING, and says the first message in it. A repeated `clientId` answers the first.
     * Errors: rate_limited (a visitor); those of a send, where there is a message: the chat is open all the same.
     */
    async open(
      session: Session,
      { title, clientId, content }: Opening,
    ): Promise<{ chat: Chat; created: boolean }> {
      const me = session.account.id;
      if (session.visitor) await takeOne(visitorChats, `chats of ${me}`, 'chats');
      const key = clientId === undefined ? null : `support:${me}/${clientId}`;
      const { id, created } = await store.support.open({ clientId: me, title: title ?? null, key });
      if (created) membershipsChanged([me]);
      try {
        if (content !== undefined)
          await say(session, { conversationId: id, content, ...(clientId !== undefined && { clientId }) });
      } finally {
        // Told last: who looks at once sees what it is about.
        if (created)
          happened({
            conversationId: id,
            version: 1,
            status: 'PENDING',
            clientId: me,
            adminId: null,
            change: 'opened',
          });
      }
      return { chat: await get(session, String(id)), created };
    },

    /** The asker's own support chats, an admin's are all; the latest change first. */
    async list(
      { account }: Session,
      { status, cursor }: { status?: Chat['status'] | undefined; cursor?: string | undefined },
    ): Promise<{ chats: Chat[]; nextCursor: string | null }> {
      const limit = limits.page.default;
      const found = await store.support.list(
        { clientId: account.role === 'ADMIN' ? null : account.id, status: status ?? null },
        cursor === undefined ? null : parseCursor(cursor),
        limit + 1,
      );
      const chats = found.slice(0, limit);
      const last = found.length > limit ? chats.at(-1) : undefined;
      return { chats, nextCursor: last ? cursorAfter(last.updatedAt, last.id) : null };
    },

    /**
     * Changes status or owner; `words` is what admins alone read of it. Errors: conversation_not_found, forbidden,
     * already_claimed (`adminId`), not_an_admin, invalid_transition.
     */
    async change(
      session: Session,
      reference: string,
      wish: SupportWish,
      words: ChangeWords = {},
    ): Promise<Chat> {
      const { id } = await place(session, reference, wish, words);
      return get(session, String(id));
    },

    /** Closes each of these chats by itself, and answers what became of it. Error: forbidden. */
    async closeMany(
      session: Session,
      { conversationIds, ...words }: HubParsed<'support.closeMany'>,
    ): Promise<HubOutput<'support.closeMany'>> {
      requireAdmin(session.account);
      const results: HubOutput<'support.closeMany'>['results'] = [];
      for (const conversationId of new Set(conversationIds))
        try {
          const { changed } = await place(session, String(conversationId), { status: 'CLOSED' }, words);
          results.push({ conversationId, outcome: changed ? 'closed' : 'unchanged' });
        } catch (error) {
          if (!isChatError(error)) throw error;
          const outcome = error.code === 'unavailable' ? error.code : 'conversation_not_found';
          results.push({ conversationId, outcome });
        }
      return { results };
    },

    /** Lets every chat of somebody who is no admin any more wait in the queue again. */
    async releaseAll(adminId: number, actorId: number): Promise<void> {
      for (const id of await store.support.ownedBy(adminId))
        await change(id, async (unit) => {
          // Somebody may have claimed or closed it meanwhile.
          const { support } = unit.conversation;
          if (support?.status === 'ACTIVE' && support.adminId === adminId)
            await unit.saveSupport({ status: 'PENDING', adminId: null }, { kind: 'released', actorId });
          return [];
        });
    },

    /** The client's word on a chat that is over. Errors: conversation_not_found, forbidden, invalid_transition. */
    async rate(
      session: Session,
      { conversationId, rating, comment }: HubParsed<'support.rate'>,
    ): Promise<Chat> {
      const { id, kind, clientId } = await get(session, String(conversationId));
      if (kind !== 'support' || clientId !== session.account.id)
        throw new ChatError('forbidden', undefined, 'Only its client may rate a support chat');
      await change(id, async (unit) => {
        const before = unit.conversation.support;
        if (before?.status !== 'CLOSED')
          throw new ChatError('invalid_transition', undefined, 'Only a closed chat can be rated');
        const event = { kind: 'rated', actorId: session.account.id, details: { rating } } as const;
        // A word that comes after it makes no second rating.
        await unit.saveRating(rating, comment?.trim() || null, before.rating === rating ? null : event);
        return [];
      });
      deskChanged({ conversationId });
      return get(session, String(id));
    },

    /**
     * Makes an admin who joins a support chat, or writes in it, one of its participants, and with `claim` the owner of
     * one that has none. Answers false where the asker may not enter. Error: chat_closed (with `claim`).
     */
    async enter(session: Session, conversationId: number, { claim = false } = {}): Promise<boolean> {
      let entered = false;
      if (session.account.role !== 'ADMIN') return entered;
      const { id: me } = session.account;
      await change(conversationId, async (unit) => {
        const { conversation } = unit;
        if (!conversation.support || !mayEnter(session, conversation)) return [];
        entered = true;
        const { status, adminId } = conversation.support;
        if (claim && status === 'CLOSED') throw new ChatError('chat_closed');
        if (claim && adminId === null)
          await unit.saveSupport({ status: 'ACTIVE', adminId: me }, { kind: 'claimed', actorId: me });
        return (await bringIn(unit, me)) ? [me] : [];
      });
      return entered;
    },
  };
}
