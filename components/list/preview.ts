import { describe } from '#components/realtime/excerpt.ts';
import type { ConversationRow } from '#components/realtime/types.ts';

/** The second line of a list row: who said it, where that is not plain, and what. */
export interface Preview {
  sender: string | null;
  text: string;
}

const firstWord = (name: string) => name.split(/\s/u)[0] ?? name;

function textOf(last: NonNullable<ConversationRow['last']>): string {
  // A deleted message keeps its place and has no text.
  return describe(last).replace(/\s+/gu, ' ').trim() || 'Message deleted';
}

/** What the list shows of a conversation's last message to the reader `readerId`. */
export function previewOf({ kind, last }: Pick<ConversationRow, 'kind' | 'last'>, readerId: number): Preview {
  if (!last) return { sender: null, text: 'No messages yet' };
  const text = textOf(last);
  if (last.kind === 'system') return { sender: null, text };
  if (last.senderId === readerId) return { sender: 'You', text };
  return { sender: kind === 'direct' ? null : firstWord(last.senderName), text };
}
