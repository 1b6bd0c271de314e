'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useAssistantCommands, useConversations } from '#components/realtime/hooks.ts';
import { rowOf } from '#components/realtime/rows.ts';
import { byActivity } from '#components/realtime/summaries.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import type { Summary } from '#server/protocol/conversation.ts';

const queryKey = ['assistant', 'pins'];
const none: readonly Summary[] = [];

/** What the reader has pinned, the latest first, however far down its row would stand. */
export function usePins(): readonly ConversationRow[] {
  const { pins, watchPins } = useAssistantCommands();
  const queries = useQueryClient();
  const { rows } = useConversations('assistant');
  useEffect(() => watchPins(() => void queries.invalidateQueries({ queryKey })), [watchPins, queries]);
  const { data = none } = useQuery({ queryKey, queryFn: pins });
  return useMemo(() => {
    // A row that is loaded is kept up to date.
    const loaded = new Map(rows.map((row) => [row.id, row]));
    return data.map((one) => loaded.get(one.id) ?? rowOf(one)).toSorted(byActivity);
  }, [data, rows]);
}
