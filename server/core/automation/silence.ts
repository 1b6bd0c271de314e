import type { ChangeSupport } from '#server/core/support-changes.ts';
import type { SupportSettings } from '#server/protocol/support-settings.ts';
import type { AutomationStore } from './automation-store.ts';

type AutoClose = NonNullable<SupportSettings['autoClose']>;

interface SilenceParts {
  store: AutomationStore;
  change: ChangeSupport;
  /** The user whose the warnings are. */
  speaker: number;
}

/** Warns clients who do not answer that their chat will be closed. */
export async function warnSilent(
  { store, change, speaker }: SilenceParts,
  { silenceHours, warning }: AutoClose,
  most: number,
): Promise<void> {
  const due = await store.silent(silenceHours, most);
  for (const { conversationId, seq } of due)
    await change(conversationId, async (unit) => {
      if (await unit.claimWarning(seq)) await unit.appendSystem(speaker, warning);
      return [];
    });
}

/** Closes the chats whose clients did not answer the warning either. */
export async function closeSilent(
  { store, change }: SilenceParts,
  { graceHours }: AutoClose,
  most: number,
): Promise<void> {
  const due = await store.warned(graceHours, most);
  for (const { conversationId, seq } of due)
    await change(conversationId, async (unit) => {
      // Somebody may have written, or done something with it, while the lock was waited for.
      const { support, lastSeq } = unit.conversation;
      if (support?.status !== 'ACTIVE' || lastSeq !== seq || (await unit.snooze())) return [];
      await unit.saveSupport(
        { status: 'CLOSED', adminId: support.adminId },
        { kind: 'closed', actorId: null, details: { reason: 'no_answer' } },
      );
      return [];
    });
}
