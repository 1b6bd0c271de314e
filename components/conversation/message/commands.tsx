import { Copy, Pencil, Reply, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationScope } from '#components/conversation/conversation-scope.ts';
import type { TimelineItem } from '#components/realtime/types.ts';

export type MessageCommand = 'retry' | 'discard' | 'reply' | 'copy' | 'edit' | 'remove';

type Rights = Pick<ConversationScope, 'ownId' | 'canWrite' | 'moderates'>;

/** Stored, and neither deleted nor a line about the conversation: it can be answered and reacted to. */
export const isLive = (item: TimelineItem): boolean =>
  item.id !== null && item.kind !== 'system' && item.deletedAt === null;

/** What the reader may do with a message, in the order of a menu. */
export function commandsFor(item: TimelineItem, { ownId, canWrite, moderates }: Rights): MessageCommand[] {
  // Nothing is written under most files.
  const text = item.content === '' ? [] : (['copy'] as const);
  if (item.status === 'failed') return ['retry', ...text, 'discard'];
  if (item.kind === 'system' || item.deletedAt !== null) return [];
  if (item.id === null || !canWrite) return [...text];
  const own = item.senderId === ownId;
  return [
    'reply',
    ...text,
    ...(own && item.content !== '' ? (['edit'] as const) : []),
    ...(own || moderates ? (['remove'] as const) : []),
  ];
}

interface CommandLook {
  label: string;
  icon: ReactNode;
  shortcut?: string;
  danger?: boolean;
}

export const commandLooks: Record<MessageCommand, CommandLook> = {
  retry: { label: 'Try again', icon: <RotateCcw aria-hidden strokeWidth={1.5} /> },
  discard: { label: 'Discard', icon: <Trash2 aria-hidden strokeWidth={1.5} />, danger: true },
  reply: { label: 'Reply', icon: <Reply aria-hidden strokeWidth={1.5} />, shortcut: 'R' },
  copy: { label: 'Copy text', icon: <Copy aria-hidden strokeWidth={1.5} /> },
  edit: { label: 'Edit', icon: <Pencil aria-hidden strokeWidth={1.5} />, shortcut: 'E' },
  remove: { label: 'Delete', icon: <Trash2 aria-hidden strokeWidth={1.5} />, shortcut: 'Del', danger: true },
};
