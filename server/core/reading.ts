import type { HistoryPage, Opened } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { cursorAfter, parseCursor } from './cursor.ts';
import { referenceOf } from './reference.ts';
import type { Session } from './session.ts';
import type { HistoryRange, Store } from './store.ts';
import type { Support } from './support.ts';

/** Uuids of conversations that are remembered; the oldest are forgotten first. */
const LOCATED = 20_000;
const NUMBER = /^[1-9]\d{0,14}$/;

/** Messages that one move of a read pointer names at most. */
const READ_AT_ONCE = 1_000;

interface ReadingParts {
  store: Pick<Store, 'conversations' | 'support'>;
  /** Lets an admin into a support chat. */
  enter: Support['enter'];
}

/**
 * What can be read of a conversation, each time checked against who is in it now, or an admin in a support chat. An
 * admin who joins or resolves a support chat enters it.
 */
export function createReading({ store: { conversations: store, support }, enter }: ReadingParts) {
  const found = <T>(answer: T | undefined): T => {
    if (answer === undefined) throw new ChatError('conversation_not_found');
    return answer;
  };

  const open = async (
    session: Session,
    { conversationId }: HubParsed<'conversation.open'>,
  ): Promise<Opened> => found(await store.open(conversationId, session.account.id));

  /** Conversations by number or uuid, to join or to write; undefined where the asker is not in one, and may not enter. */
  async function resolve(session: Session, references: readonly string[]): Promise<(number | undefined)[]> {
    const wellFormed = references.map(referenceOf);
    const resolved = await store.resolve(session.account.id, wellFormed);
    if (session.account.role !== 'ADMIN' || !resolved.includes(undefined)) return resolved;
    const chats = await support.idsOf(wellFormed);
    return Promise.all(
      resolved.map(async (id, index) => {
        const chat = chats[index];
        if (id !== undefined || chat === undefined) return id;
        return (await enter(session, chat)) ? chat : undefined;
      }),
    );
  }

  /** By uuid, as somebody wrote it. A conversation keeps its uuid for ever. */
  const located = new Map<string, number>();

  return {
    open,
    resolve,

    /**
     * The id of a conversation to write to, by number or uuid. Whether the asker may is for the writing itself to judge:
     * a uuid that was resolved before is not looked up again. Error: conversation_not_found.
     */
    async locate(session: Session, reference: string): Promise<number> {
      if (NUMBER.test(reference)) return Number(reference);
      const known = located.get(reference);
      if (known !== undefined) return known;
      const id = found((await resolve(session, [reference]))[0]);
      for (const oldest of located.keys()) {
        if (located.size < LOCATED) break;
        located.delete(oldest);
      }
      located.set(reference, id);
      return id;
    },

    /** Opens a conversation to stay in it: an admin enters the support chat. */
    async join(session: Session, { conversationId }: HubParsed<'conversation.open'>): Promise<Opened> {
      const opened = await open(session, { conversationId });
      const { id } = session.account;
      const inside = opened.participants.some(({ userId, leftAt }) => userId === id && !leftAt);
      if (inside || !(await enter(session, conversationId))) return opened;
      return open(session, { conversationId });
    },

    async history(session: Session, input: HubParsed<'conversation.history'>): Promise<HistoryPage> {
      const { conversationId, limit } = input;
      return found(await store.history(conversationId, session.account.id, rangeOf(input), limit));
    },

    /** Page `page` of `limit`, the newest first, each ascending: a stretch of `seq`, so the last costs no more than the first. */
    async page(session: Session, conversationId: number, page: number, limit: number): Promise<HistoryPage> {
      const newest = found(
        await store.history(conversationId, session.account.id, { from: 'newest' }, limit),
      );
      if (page === 1) return newest;
      const before = newest.lastSeq - (page - 1) * limit + 1;
      if (before <= 1) return { ...newest, messages: [] };
      return found(
        await store.history(conversationId, session.account.id, { from: 'before', seq: before }, limit),
      );
    },

    /** What lies after a cursor. Error resync_required: the cursor is too old, or of another life of the store. */
    async changes(
      session: Session,
      { conversationId, since }: HubParsed<'conversation.changes'>,
    ): Promise<HubOutput<'conversation.changes'>> {
      const read = await store.changes(conversationId, session.account.id, since, limits.changesPage);
      const { delta, hasMore, head } = found(read);
      if (since > head || head - since > limits.changesSpan) throw new ChatError('resync_required');
      return { delta, hasMore };
    },

    /** The asker's conversations, the latest first. */
    async list(
      session: Session,
      { kinds, cursor, limit }: HubParsed<'conversation.list'>,
    ): Promise<HubOutput<'conversation.list'>> {
      const items = await store.list(
        session.account.id,
        kinds ?? null,
        typeof cursor === 'string' ? parseCursor(cursor) : null,
        limit + 1,
      );
      const page = items.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page,
        nextCursor: items.length > limit && last ? cursorAfter(last.activeAt, last.id) : null,
      };
    },

    /** How far everybody in the conversation has read; for the server itself. */
    pointers: (conversationId: number) => store.pointers(conversationId),

    /** Ids of what others than the user wrote in a stretch of places, the newest thousand; for the server itself. */
    idsBetween: (
      conversationId: number,
      userId: number,
      between: { from: number; to: number },
    ): Promise<number[]> => store.idsBetween(conversationId, userId, between, READ_AT_ONCE),

    /** The `seq` of a message, for those who address by its id. Error message_not_found. */
    async seqOf(session: Session, conversationId: number, messageId: number): Promise<number> {
      const place = await store.conversationOf(messageId, session.account.id);
      if (place?.conversationId !== conversationId) throw new ChatError('message_not_found');
      return place.seq;
    },
  };
}

export type Reading = ReturnType<typeof createReading>;

function rangeOf({ before, after, around }: HubParsed<'conversation.history'>): HistoryRange {
  if (before !== undefined) return { from: 'before', seq: before };
  if (after !== undefined) return { from: 'after', seq: after };
  if (around !== undefined) return { from: 'around', seq: around };
  return { from: 'newest' };
}
