const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Ada", "Ada and Grace", "Ada, Grace and 5 others": at most `most` names. */
export function listNames(names: readonly string[], most = 3): string {
  if (names.length <= most) return conjunction.format(names);
  const shown = names.slice(0, most - 1);
  return conjunction.format([...shown, `${names.length - shown.length} others`]);
}

/** Who types, as a sentence; empty for nobody. `what` where it is not just anything. */
export function typingSentence(names: readonly string[], what?: string): string {
  if (names.length === 0) return '';
  const words = what === undefined ? 'typing' : `typing ${what}`;
  if (names.length > 3) return `Several people are ${words}`;
  return `${listNames(names)} ${names.length === 1 ? 'is' : 'are'} ${words}`;
}

export const peopleCount = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
