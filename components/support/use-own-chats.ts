'use client';
import { useMemo } from 'react';
import { useAccount, useConversations } from '#components/realtime/hooks.ts';

/** The reader's own support chats: an admin is in those of others, too. */
export function useOwnChats() {
  const source = useConversations('support');
  const { id } = useAccount();
  const rows = useMemo(
    () => source.rows.filter(({ support }) => support?.clientId === id),
    [source.rows, id],
  );
  return { ...source, rows };
}
