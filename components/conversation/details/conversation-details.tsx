'use client';
import type { ConversationRow, Member } from '#components/realtime/types.ts';
import { GroupDetails } from './group-details.tsx';
import { PersonDetails } from './person-details.tsx';

interface ConversationDetailsProps {
  row: ConversationRow;
  members: readonly Member[];
  /** The reader has left it. */
  onLeft?: (() => void) | undefined;
}

/** What there is to know about a conversation. */
export function ConversationDetails({ row, members, onLeft }: ConversationDetailsProps) {
  if (row.peer) return <PersonDetails person={row.peer} />;
  return <GroupDetails row={row} members={members} onLeft={onLeft} />;
}
