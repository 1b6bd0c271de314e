const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const first = (word: string) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';

/** The first letters of a name's first and last word in capitals: "Ada King Lovelace" → "AL", "grace" → "G". */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (first(words[0] ?? '?') + first(last ?? '')).toLocaleUpperCase();
}
