'use client';
import { useAccount, usePerson, useSupportCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { deskWords } from './state-words.ts';
import { useSupportAction } from './use-support-action.ts';

/** How a chat stands for the admin who looks at it, and what they can do with it. */
export function useDeskChat({ id, support }: ConversationRow) {
  const { id: ownId } = useAccount();
  const commands = useSupportCommands();
  const { busy, run } = useSupportAction();
  const status = support?.status ?? 'PENDING';
  const ownerId = support?.adminId ?? null;
  const own = status === 'ACTIVE' && ownerId === ownId;
  const owner = usePerson(ownerId);
  const client = usePerson(support?.clientId ?? null);
  return {
    status,
    own,
    owner,
    client,
    busy,
    words: deskWords({ status }, owner?.name ?? null, own),
    claim: () => run('Not claimed', () => commands.claim(id)),
    assign: (adminId: number) => run('Not handed over', () => commands.assign(id, adminId)),
    release: () => run('Not released', () => commands.release(id)),
    close: () => run('Not closed', () => commands.close(id)),
    reopen: () => run('Not reopened', () => commands.reopen(id)),
  };
}

export type DeskChatView = ReturnType<typeof useDeskChat>;
