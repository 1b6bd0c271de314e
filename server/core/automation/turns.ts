import { bringIn, type ChangeSupport } from '#server/core/support-changes.ts';
import type { AutomationStore } from './automation-store.ts';

interface TurnsParts {
  store: AutomationStore;
  change: ChangeSupport;
  /** Users who have a socket open somewhere. */
  online: () => readonly number[];
}

/**
 * Assigns waiting chats to the admins who are available and online, one after the other; who had none for longest is next.
 * Nobody gets a chat of their own, nor one that they have let go of. What nobody can take goes on waiting.
 */
export async function assignInTurn({ store, change, online }: TurnsParts, most: number): Promise<void> {
  const waiting = await store.waiting(most);
  if (waiting.length === 0) return;
  const queue = await store.inTurn(online());
  for (const { conversationId, exceptIds } of waiting) {
    const place = queue.findIndex((id) => !exceptIds.includes(id));
    const [adminId] = place === -1 ? [] : queue.splice(place, 1);
    if (adminId === undefined) continue;
    queue.push(adminId);
    let taken = false;
    await change(conversationId, async (unit) => {
      // Somebody may have claimed it while the lock was waited for, or another instance have assigned it.
      const { support } = unit.conversation;
      if (support?.status !== 'PENDING' || support.adminId !== null || (await unit.snooze())) return [];
      await unit.saveSupport({ status: 'ACTIVE', adminId }, { kind: 'claimed', actorId: null });
      taken = true;
      return (await bringIn(unit, adminId)) ? [adminId] : [];
    });
    if (taken) await store.tookTurn(adminId);
  }
}
