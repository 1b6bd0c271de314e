import { limits } from '#server/protocol/limits.ts';

/** What a chat is about, by its first message: a visitor is not asked for a subject. */
export function subjectOf(content: string): string {
  const [line = ''] = content.trim().split(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  const letters = [...line.trim()];
  return letters.length > limits.title ? `${letters.slice(0, limits.title - 1).join('')}…` : letters.join('');
}
