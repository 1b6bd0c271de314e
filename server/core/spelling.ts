/** As a hurried person types it: small letters, no accents. */
const folded = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How many slips may lie between a word and the one that was meant. */
export const tolerance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** The candidate that was most likely meant by `word`; undefined where none is near. Accents cost nothing. */
export function meantWord(word: string, candidates: readonly string[]): string | undefined {
  let best: { candidate: string; slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = slipsBetween(folded(word), folded(candidate));
    if (slips <= tolerance(word) && (!best || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate;
}

/** The letters left out, added, mistaken or swapped between two words (Damerau's distance of neighbours). */
function slipsBetween(one: string, other: string): number {
  let older: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, at(older, j - 2) + 1);
      row.push(least);
    }
    older = above;
    above = row;
  }
  return at(above, other.length);
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;
