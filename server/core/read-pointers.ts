import type { Delta, Participant } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { Read } from './bus.ts';
import type { Session } from './session.ts';
import type { ConversationStore, PointerMove } from './store.ts';

interface ReadPointersParts {
  store: Pick<ConversationStore, 'movePointers' | 'places'>;
  publish: (delta: Delta) => void;
  /** Hears of the messages that a reader named, before the delta of their pointer. */
  named: (event: Read) => void;
}

interface Waiting extends PromiseWithResolvers<Participant> {
  move: PointerMove;
  messageIds?: number[];
}

/**
 * Moves the asker's read pointer; it only ever grows, and never beyond the last message. A room reads together, so
 * moves are batched as sends are: one statement in flight, and one delta a conversation however many have read.
 */
export function createReadPointers({ store, publish, named }: ReadPointersParts) {
  let queue: Waiting[] = [];
  let running = false;

  async function run() {
    running = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        const { pointers, deltas } = await store.movePointers(batch.map(({ move }) => move));
        batch.forEach(({ move: { conversationId, userId, seq }, messageIds }, index) => {
          if (pointers[index] && messageIds) named({ type: 'read', conversationId, userId, messageIds, seq });
        });
        for (const delta of deltas) publish(delta);
        batch.forEach(({ resolve, reject }, index) => {
          const pointer = pointers[index];
          if (pointer) resolve(pointer);
          else reject(new ChatError('conversation_not_found'));
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  function enqueue(waiting: Waiting): Promise<Participant> {
    queue.push(waiting);
    if (!running) void run();
    return waiting.promise;
  }

  return {
    /** Up to the message at `seq`. Error: conversation_not_found. */
    async read(
      { account }: Session,
      { conversationId, seq }: HubParsed<'conversation.read'>,
    ): Promise<HubOutput<'conversation.read'>> {
      const { readSeq, version } = await enqueue({
        ...Promise.withResolvers<Participant>(),
        move: { conversationId, userId: account.id, seq },
      });
      return { conversationId, readSeq, version };
    },

    /**
     * Up to the last of these messages. Answers those of them that are in the conversation. Errors:
     * conversation_not_found, message_not_found (none of them is).
     */
    async readMessages(
      { account }: Session,
      conversationId: number,
      ids: readonly number[],
    ): Promise<number[]> {
      const places = await store.places(conversationId, ids);
      const last = places.at(-1);
      const messageIds = places.map(({ id }) => id);
      await enqueue({
        ...Promise.withResolvers<Participant>(),
        move: { conversationId, userId: account.id, seq: last?.seq ?? 0 },
        ...(last && { messageIds }),
      });
      if (!last) throw new ChatError('message_not_found');
      return messageIds;
    },
  };
}
