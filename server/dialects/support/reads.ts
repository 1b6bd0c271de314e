import type { Core } from '#server/core/core.ts';
import type { Delta, Message } from '#server/protocol/conversation.ts';

interface ReadsParts {
  reading: Pick<Core['reading'], 'pointers' | 'idsBetween'>;
  /** Tells the others in the room. */
  tell: (conversationId: number, userId: number, messageIds: readonly number[]) => void;
  failed: (error: unknown) => void;
}

interface Room {
  /** By user: the place up to which the room was told. */
  told: Map<number, number>;
  /** Look-ups run one after the other, so that what is told of keeps its order. */
  last: Promise<void>;
}

/**
 * Turns read pointers into the document's lists of messages: how far each room was told that each of its people have
 * read. Clients of this document name what they have read, and exactly that is told; other dialects move a pointer, and
 * what lies between is looked up.
 */
export function createReads({ reading, tell, failed }: ReadsParts) {
  const rooms = new Map<number, Room>();

  /** Answers how far the room had been told, undefined where it knew nothing of that user. */
  function advance({ told }: Room, userId: number, seq: number): number | undefined {
    const before = told.get(userId);
    if (before === undefined || before < seq) told.set(userId, seq);
    return before;
  }

  async function tellBetween(conversationId: number, userId: number, from: number, to: number) {
    try {
      const messageIds = await reading.idsBetween(conversationId, userId, { from, to });
      if (messageIds.length > 0) tell(conversationId, userId, messageIds);
    } catch (error) {
      failed(error);
    }
  }

  return {
    /** To be awaited when a socket has joined the room. */
    async prepare(conversationId: number): Promise<void> {
      if (rooms.has(conversationId)) return;
      const pointers = await reading.pointers(conversationId);
      const room = rooms.get(conversationId) ?? { told: new Map(), last: Promise.resolve() };
      rooms.set(conversationId, room);
      for (const { userId, readSeq } of pointers) advance(room, userId, readSeq);
    },
    /** Nobody is in the room any more. */
    forget: (conversationId: number) => void rooms.delete(conversationId),
    /** Somebody named what they have read, up to `seq`. */
    named(conversationId: number, userId: number, messageIds: readonly number[], seq: number): void {
      const room = rooms.get(conversationId);
      if (room) advance(room, userId, seq);
      tell(conversationId, userId, messageIds);
    },
    changed({ conversationId, participants }: Delta, fresh: readonly Message[]): void {
      const room = rooms.get(conversationId);
      if (!room) return;
      // What one has written one has read: nobody needs to be told.
      for (const { senderId, seq } of fresh) advance(room, senderId, seq);
      for (const { userId, readSeq, leftAt } of participants) {
        const before = advance(room, userId, readSeq);
        if (!leftAt && before !== undefined && before < readSeq)
          room.last = room.last.then(() => tellBetween(conversationId, userId, before, readSeq));
      }
    },
  };
}
