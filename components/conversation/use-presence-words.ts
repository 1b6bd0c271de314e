'use client';
import { usePresence } from '#components/realtime/hooks.ts';
import { times } from './time/times.ts';
import { useMinute } from './time/use-now.ts';

/** Something as high as a line, where it is not known what the line will say. */
export const BLANK = '\u00a0';

/** Whether somebody is there, or when they were. */
export function usePresenceWords(userId: number | null): { online: boolean; words: string } {
  const presence = usePresence(userId);
  const now = useMinute();
  if (!presence || now === 0) return { online: false, words: BLANK };
  const { online, lastSeenAt } = presence;
  if (online) return { online, words: 'Online' };
  return { online, words: lastSeenAt === null ? 'Offline' : times.lastSeen(Date.parse(lastSeenAt), now) };
}
