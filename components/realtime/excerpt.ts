import type { File, Message } from '#server/protocol/conversation.ts';
import { limits } from '#server/protocol/limits.ts';
import { kindOf } from './outgoing-file.ts';

/** What lists and reply quotes show of a message: its first characters (code points, as Postgres counts them). */
export function excerptOf({ content, deletedAt }: Pick<Message, 'content' | 'deletedAt'>): string {
  if (deletedAt !== null) return '';
  if (content.length <= limits.excerpt) return content;
  return Array.from(content.slice(0, 2 * limits.excerpt))
    .slice(0, limits.excerpt)
    .join('');
}

interface Described {
  excerpt: string;
  file?: File | null | undefined;
}

/** The same in one line of words: a file that nothing is written under is called by what it is. '' where it was deleted. */
export function describe({ excerpt, file }: Described): string {
  if (excerpt !== '' || !file) return excerpt;
  return kindOf(file) === 'image' ? 'Photo' : file.name;
}
