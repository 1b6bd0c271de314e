const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Ada", "Ada and Grace", "Ada, Grace and 5 others": at most `most` names. */
export function listNames(names: readonly string[], most = 3): string {
  if (names.length <= most) return conjunction.format(names);
  const shown = names.slice(0, most - 1);
  return conjunction.format([...shown, `${names.length - shown.length} others`]);
}

/** Who types, as a sentence; empty for nobody. */
export function typingSentence(names: readonly string[]): string {
  if (names.length === 0) return '';
  if (names.length > 3) return 'Several people are typing';
  return `${listNames(names)} ${names.length === 1 ? 'is' : 'are'} typing`;
}

export const peopleCount = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
