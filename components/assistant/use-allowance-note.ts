'use client';
import { useEffect } from 'react';
import { useAssistantOptions } from './use-assistant-options.ts';

/** Said before the limit bites: from so few answers on. */
const FEW = 5;

/** How many answers are left, once they are few; null while there are enough. Asked anew when `runs` changes. */
export function useAllowanceNote(runs: number): string | null {
  const { data, refetch } = useAssistantOptions();
  useEffect(() => void refetch(), [runs, refetch]);
  const allowance = data?.allowance;
  if (!allowance || allowance.remaining > FEW) return null;
  if (allowance.remaining > 0)
    return `${allowance.remaining} more ${allowance.remaining === 1 ? 'answer' : 'answers'} for now`;
  return `No more answers for ${Math.max(1, Math.ceil(allowance.retryAfter / 60))} min`;
}
