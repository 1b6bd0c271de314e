/** What is shown of a window, and how it came from what was shown before. */
export interface ShownWindow<Item> {
  items: readonly Item[];
  /** Counts the windows that have nothing to do with the one before: sizes and places begin anew. */
  generation: number;
  /** Items came at the start: the place is kept from the end. */
  shift: boolean;
}

/**
 * The next thing to show on the way to `next`. The virtual list can grow at one end at a time: where both grew at once,
 * the start comes first and the rest with another step.
 */
export function stepWindow<Item extends { key: string }>(
  shown: ShownWindow<Item>,
  next: readonly Item[],
): ShownWindow<Item> {
  const { items, generation } = shown;
  const first = items[0];
  if (!first || next.length === 0 || next[0]?.key === first.key)
    return { items: next, generation, shift: false };
  const added = next.findIndex(({ key }) => key === first.key);
  if (added < 0) return { items: next, generation: generation + 1, shift: false };
  return { items: next.slice(0, added + items.length), generation, shift: true };
}
