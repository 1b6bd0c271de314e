'use client';
import { usePerson, usePresence } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { clientWords } from './state-words.ts';
import { useAhead } from './use-support-queries.ts';

/** How far a chat is, in words for its client, and who answers. */
export function useClientView({ id, support }: ConversationRow) {
  const status = support?.status ?? 'PENDING';
  const ownerId = status === 'ACTIVE' ? (support?.adminId ?? null) : null;
  const owner = usePerson(ownerId);
  const presence = usePresence(ownerId);
  const ahead = useAhead(id, status === 'PENDING');
  return { status, owner, presence, words: clientWords({ status }, { owner: owner?.name ?? null, ahead }) };
}
