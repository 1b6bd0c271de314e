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
