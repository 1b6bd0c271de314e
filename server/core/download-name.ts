/** Nothing of these may stand in the name of a file, somewhere; the last are unseen, or turn what can be seen around. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The name of a file that is called after a title; `otherwise` where nothing is left of it. */
export function downloadName(title: string | null, otherwise: string, ending: string): string {
  const name = (title ?? '')
    .replaceAll(UNSAFE, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  return `${name || otherwise}.${ending}`;
}
