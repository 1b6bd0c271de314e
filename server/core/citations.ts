import type { Citation } from '#server/protocol/conversation.ts';
import type { Passage } from './article-store.ts';

/** How an answer names these passages: `[1]` is the first. */
export const citationsOf = (passages: readonly Passage[]): Citation[] =>
  passages.map(({ slug, language, title, anchor }, index) => ({
    n: index + 1,
    slug,
    language,
    title,
    anchor,
  }));

const MARKER = /\[(\d{1,3}(?:, ?\d{1,3})*)\]/g;

/** The citations that the text names as [n]. */
export function namedIn(text: string, citations: readonly Citation[]): Citation[] {
  const named = new Set([...text.matchAll(MARKER)].flatMap(([, list = '']) => list.split(',').map(Number)));
  return citations.filter(({ n }) => named.has(n));
}

/** The text without the names of these citations. */
export const withoutNames = (text: string, citations: readonly Citation[]): string =>
  text.replaceAll(new RegExp(` ?${MARKER.source}`, 'g'), (marker) =>
    namedIn(marker, citations).length > 0 ? '' : marker,
  );
