import type { ExcerptPart } from '#server/protocol/articles.ts';

/** A piece of what was found, as text; what was looked for is marked. */
export function Excerpt({ parts }: { parts: readonly ExcerptPart[] }) {
  return parts.map(({ text, hit }, index) =>
    hit ? (
      <mark key={index} className="rounded-small bg-accent-weak px-0.5 text-text">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
