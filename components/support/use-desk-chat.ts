'use client';
import { useAccount, usePerson, useSupportCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import type { Closing } from '#components/realtime/support-commands.ts';
import { snoozeWords } from './snooze-words.ts';
import { deskWords } from './state-words.ts';
import { useSupportAction } from './use-support-action.ts';
import { useClientOf } from './use-support-queries.ts';

/** How a chat stands for the admin who looks at it, and what they can do with it. */
export function useDeskChat({ id, support, lastSeq }: ConversationRow) {
  const { id: ownId } = useAccount();
  const commands = useSupportCommands();
  const { busy, run } = useSupportAction();
  const status = support?.status ?? 'PENDING';
  const ownerId = support?.adminId ?? null;
  const own = status === 'ACTIVE' && ownerId === ownId;
  const owner = usePerson(ownerId);
  const client = usePerson(support?.clientId ?? null);
  const { data, isPlaceholderData } = useClientOf(id, support?.rating ?? null);
  const snooze = isPlaceholderData ? null : (data?.snooze ?? null);
  const words = deskWords({ status }, owner?.name ?? null, own);
  return {
    status,
    own,
    owner,
    client,
    busy,
    snooze,
    /** Whether it is this admin's to put aside. */
    mayPutAside: status !== 'CLOSED' && (own || ownerId === null),
    words: snooze ? `${words}, ${snoozeWords(snooze)}` : words,
    claim: () => run('Not claimed', () => commands.claim(id)),
    assign: (adminId: number, note?: string) =>
      run('Not handed over', () => commands.assign(id, adminId, note)),
    release: () => run('Not released', () => commands.release(id)),
    close: (closing: Closing) => run('Not closed', () => commands.close(id, closing)),
    putAside: (until: string | null) => run('Not snoozed', () => commands.snooze(id, until, lastSeq)),
    wake: () => run('Not woken', () => commands.wake(id)),
    reopen: () => run('Not reopened', () => commands.reopen(id)),
  };
}

export type DeskChatView = ReturnType<typeof useDeskChat>;
