import type { Link, Parent, PhrasingContent, Root, Text } from 'mdast';
import { articlePath } from './article-path.ts';
import type { Citation } from '#server/protocol/conversation.ts';

const MARK = /\[(\d{1,3})\]/g;

function linkOf({ n, title, ...place }: Citation): Link {
  return {
    type: 'link',
    url: articlePath(place),
    title,
    children: [{ type: 'text', value: `[${n}]` }],
  };
}

/** The text with its marks as links; undefined where it names nothing. */
function splitText({ value }: Text, byNumber: ReadonlyMap<number, Citation>): PhrasingContent[] | undefined {
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const { 0: mark, 1: number, index } of value.matchAll(MARK)) {
    const citation = byNumber.get(Number(number));
    if (!citation) continue;
    if (index > from) parts.push({ type: 'text', value: value.slice(from, index) });
    parts.push(linkOf(citation));
    from = index + mark.length;
  }
  if (parts.length === 0) return undefined;
  if (from < value.length) parts.push({ type: 'text', value: value.slice(from) });
  return parts;
}

/** A remark plugin: `[n]` in running text becomes a link to what the citation of that number names. */
export function linkCitations(citations: readonly Citation[]) {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  function visit(parent: Parent) {
    for (let index = 0; index < parent.children.length; index += 1) {
      const child = parent.children[index];
      if (!child || child.type === 'link') continue;
      if ('children' in child) visit(child);
      if (child.type !== 'text') continue;
      const parts = splitText(child, byNumber);
      if (!parts) continue;
      parent.children.splice(index, 1, ...parts);
      index += parts.length - 1;
    }
  }
  return (tree: Root) => visit(tree);
}
