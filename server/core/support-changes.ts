import type { Delta } from '#server/protocol/conversation.ts';
import type { SupportEvent } from './bus.ts';
import { createInTurn } from './in-turn.ts';
import type { ConversationChange, Store } from './store.ts';

interface SupportChangesParts {
  store: Pick<Store, 'conversations'>;
  publish: (delta: Delta) => void;
  membershipsChanged: (userIds: readonly number[]) => void;
  happened: (event: SupportEvent) => void;
}

/**
 * Runs `work` on a support chat, under the lock of its conversation, and tells of what has changed; `work` answers the ids
 * of those whom it brought in.
 */
export type ChangeSupport = (
  conversationId: number,
  work: (unit: ConversationChange) => Promise<readonly number[]>,
) => Promise<void>;

/** Brings the admin into the chat; who is in it already stays as they are. Answers whether that changed anything. */
export async function bringIn(unit: ConversationChange, userId: number): Promise<boolean> {
  const participant = await unit.participant(userId);
  if (participant && !participant.leftAt) return false;
  await unit.saveParticipant(userId, { left: false });
  return true;
}

/**
 * How every change of a support chat is made: whoever makes it, all who may know are told. Of one chat each is told before
 * the next is made here: the answer to a commit may come later than that to one which waited for its lock.
 */
export function createSupportChanges(parts: SupportChangesParts): ChangeSupport {
  const { store, publish, membershipsChanged, happened } = parts;
  const inTurn = createInTurn();

  async function change(conversationId: number, work: Parameters<ChangeSupport>[1]): Promise<void> {
    let entered: readonly number[] = [];
    let before: ConversationChange['conversation']['support'];
    const delta = await store.conversations.change(conversationId, async (unit) => {
      before = unit.conversation.support;
      entered = await work(unit);
    });
    if (!delta || delta.version === delta.since) return;
    publish(delta);
    if (entered.length > 0) membershipsChanged(entered);
    const state = delta.conversation?.support;
    if (!state || !before) return;
    const event = { ...state, conversationId, version: delta.version };
    if (state.status !== before.status) happened({ ...event, change: 'status' });
    else if (state.adminId !== before.adminId) happened({ ...event, change: 'owner' });
  }

  return (conversationId, work) => inTurn.run(String(conversationId), () => change(conversationId, work));
}
