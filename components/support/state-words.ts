import type { SupportState } from '#server/protocol/conversation.ts';

/** How far a queue is counted. */
const COUNTED = 100;

function queueWords(ahead: number | null): string {
  if (ahead === null) return 'Waiting for an admin';
  if (ahead === 0) return 'Waiting for an admin, you are next';
  return `Waiting for an admin, ${ahead < COUNTED ? ahead : `${COUNTED} or more`} ahead of you`;
}

/** What its client is told of a chat: `owner` is whose it is, `ahead` how many wait before it; null where not known. */
export function clientWords(
  { status }: Pick<SupportState, 'status'>,
  { owner, ahead }: { owner: string | null; ahead: number | null },
): string {
  if (status === 'CLOSED') return 'Closed';
  if (status === 'PENDING') return queueWords(ahead);
  return owner === null ? 'An admin answers' : `${owner} answers`;
}

/** What an admin is told of it. */
export function deskWords(
  { status }: Pick<SupportState, 'status'>,
  owner: string | null,
  own: boolean,
): string {
  if (status === 'CLOSED') return 'Closed';
  if (status === 'PENDING') return 'Waiting';
  if (own) return 'Yours';
  return owner === null ? 'Active' : `${owner} answers`;
}
