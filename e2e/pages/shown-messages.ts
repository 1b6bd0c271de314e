import { expect, type Locator } from '@playwright/test';

/** A row of the timeline as it stands in the document. */
export interface ShownMessage {
  /** Null while it is on its way. */
  seq: number | null;
  /** What was said; '' where it was deleted. */
  content: string;
  /** Of one's own. */
  status: string | null;
  /** Everything that the row says, in one string: to compare pages by. */
  all: string;
}

/**
 * Reads the rows that are in the document, from the top. `up` then scrolls the topmost to the lower edge, in the same
 * moment: what comes into the document above it follows on from what was read.
 */
export function readMessages(log: Locator, { up = false } = {}): Promise<ShownMessage[]> {
  return log.locator('[data-key], [data-seq]').evaluateAll((rows, scroll) => {
    if (scroll) rows.find((row) => row.hasAttribute('data-seq'))?.scrollIntoView({ block: 'end' });
    return rows.map((row) => {
      const { seq, messageStatus } = (row as HTMLElement).dataset;
      const isMessage = row.getAttribute('role') === 'article';
      const content = isMessage ? row.querySelector('p[dir="auto"]')?.firstElementChild : row;
      return {
        seq: seq === undefined ? null : Number(seq),
        content: content?.textContent ?? '',
        status: messageStatus ?? null,
        all: `${row.getAttribute('aria-label') ?? ''} ${row.textContent}`,
      };
    });
  }, up);
}

const placesOf = (rows: readonly ShownMessage[]) => rows.flatMap(({ seq }) => seq ?? []);

/**
 * Reads a whole conversation as a reader does: from where the page is up to its beginning. Fails where a message is
 * shown twice, out of order or not at all.
 */
export async function readHistory(log: Locator): Promise<ShownMessage[]> {
  const found = new Map<number, ShownMessage>();
  let top = Infinity;
  const readOn = async () => {
    const rows = await readMessages(log, { up: true });
    const places = placesOf(rows);
    expect(places, 'each message once, in order').toEqual([...new Set(places)].toSorted((a, b) => a - b));
    for (const row of rows) if (row.seq !== null) found.set(row.seq, row);
    return (top = Math.min(top, places[0] ?? top));
  };
  while (top > 1) {
    const before = top;
    await expect.poll(readOn, { intervals: [20] }).toBeLessThan(before);
  }
  const history = [...found.values()].toSorted((a, b) => Number(a.seq) - Number(b.seq));
  const places = placesOf(history);
  expect(places, 'without a hole').toEqual(places.map((_, index) => index + 1));
  return history;
}
