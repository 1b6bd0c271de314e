/** The words of a text without case, accents and punctuation. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLocaleLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether each word of the query begins a word of the text, as the server searches people; an empty query fits all. */
export function fits(text: string, query: string): boolean {
  const words = wordsOf(text);
  const asked = wordsOf(query);
  // Only punctuation was typed: that is in no word.
  if (asked.length === 0) return query.trim() === '';
  return asked.every((start) => words.some((word) => word.startsWith(start)));
}
