import { z } from 'zod';
import { plainText, title } from './fields.ts';
import { limits } from './limits.ts';

/** The languages of articles. */
export const language = z.enum(['en', 'es']);
export type Language = z.infer<typeof language>;

/** What names an article in an address; its translations have the same. */
export const slug = z
  .string()
  .max(limits.slug)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'may have small letters, digits and single hyphens');

/** What somebody writes: a title, and Markdown without it. */
export const articleText = z.object({
  slug,
  language,
  title,
  body: plainText(limits.article).refine((text) => text.trim() !== '', 'should not be empty'),
});
export type ArticleText = z.infer<typeof articleText>;

/** A stretch of an article from one heading to the next: what a search finds and a citation opens. */
export interface ArticleSection {
  /** What stands after `#` in its address; null for the article's beginning. */
  anchor: string | null;
  heading: string | null;
  /** 0 for the beginning, else that of its heading. */
  level: number;
  /** Markdown, without the heading. */
  body: string;
}

const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,3})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;

/** Splits Markdown at its headings of the levels 1 to 3; those below stay in their section, and so does code. */
export function sectionsOf(markdown: string): ArticleSection[] {
  const anchors = new Map<string, number>();
  const sections: (Omit<ArticleSection, 'body'> & { lines: string[] })[] = [
    { anchor: null, heading: null, level: 0, lines: [] },
  ];
  let fence: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (mark) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    const [, hashes, text] = (fence === undefined && HEADING.exec(line)) || [];
    const heading = textOf(text ?? '');
    if (hashes && heading) {
      const anchor = anchorOf(heading, anchors);
      sections.push({ anchor, heading, level: hashes.length, lines: [] });
    } else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ lines, ...section }) => ({ ...section, body: lines.join('\n').trim() }))
    .filter(({ anchor, body }) => anchor !== null || body !== '');
}

/** The heading as it stands in an address. `taken` counts those of the article, so that each is there once. */
function anchorOf(heading: string, taken: Map<string, number>): string {
  const plain = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const anchor = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'section';
  const before = taken.get(anchor) ?? 0;
  taken.set(anchor, before + 1);
  return before === 0 ? anchor : anchorOf(`${anchor}-${before + 1}`, taken);
}

/** Markdown as one reads it: the words of links, pictures, code and tables, without marks or tags. */
export function textOf(markdown: string): string {
  return markdown
    .replace(/^ {0,3}(```|~~~).*$/gm, '')
    .replace(/<!--.*?-->|<\/?[a-z][^<>]*>/gis, '')
    .replace(/!?\[([^\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]]*\])/g, '$1')
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$/gm, '')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)+/gm, '')
    .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/gm, '')
    .replace(/^\s*(?:[-*_]\s*){3,}$/gm, '')
    .replace(/[*`~|]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, (mark) => (mark === '|' ? ' ' : ''))
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
