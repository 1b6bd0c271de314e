'use client';
import { useQuery } from '@tanstack/react-query';
import { cannedApi } from './canned-api.ts';

export const cannedKey = ['canned-responses'] as const;

/** All canned responses, by name; asked for while `enabled`. */
export function useCannedResponses(enabled = true) {
  const { data, ...state } = useQuery({ queryKey: cannedKey, queryFn: cannedApi.list, enabled });
  return { ...state, responses: data?.data };
}
