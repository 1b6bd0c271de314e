/** What people react with most, in rows of eight. */
export const commonEmojis = [
  ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👏'],
  ['✅', '👀', '🔥', '💯', '🚀', '🤔', '😄', '😅'],
  ['👎', '❌', '😍', '😎', '🙌', '💪', '☕', '👋'],
] as const;

const KEY = 'switchboard:recent-emojis';
const MOST = 8;

/** The emojis used last on this device, newest first; none where the browser keeps nothing. */
export function recentEmojis(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((emoji) => typeof emoji === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts an emoji first among those used last. */
export function rememberEmoji(emoji: string): void {
  const recent = [emoji, ...recentEmojis().filter((other) => other !== emoji)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(recent));
  } catch {
    // Storage is full or forbidden: the common ones are there still.
  }
}

/** The first few to offer: those used last, then common ones. */
export function quickEmojis(amount: number): string[] {
  return [...new Set([...recentEmojis(), ...commonEmojis[0]])].slice(0, amount);
}
