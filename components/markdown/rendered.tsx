'use client';
import { createMathPlugin } from '@streamdown/math';
import rehypeHighlight from 'rehype-highlight';
import { useMemo } from 'react';
import { defaultRehypePlugins, defaultRemarkPlugins, Streamdown, type StreamdownProps } from 'streamdown';
import type { Citation } from '#server/protocol/conversation.ts';
import type { MarkdownProps } from './markdown.tsx';
import { CodeBlock } from './code-block.tsx';
import { linkCitations } from './citations.ts';
import { Link, Picture, ScrollingTable } from './elements.tsx';
import 'katex/dist/katex.min.css';
import './markdown.css';

const { sanitize, harden } = defaultRehypePlugins;
// Without the plugin that reads HTML, which stays text; colours come after what cleans class names.
const rehypePlugins = [sanitize, harden, rehypeHighlight].filter((plugin) => plugin !== undefined);
const plugins = { math: createMathPlugin({ singleDollarTextMath: false }) };

/** Plain elements, which `markdown.css` gives their look: Streamdown's own come with a look of theirs. */
const components: StreamdownProps['components'] = {
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  code: 'code',
  strong: 'strong',
  blockquote: 'blockquote',
  hr: 'hr',
  a: Link,
  img: Picture,
  pre: CodeBlock,
  table: ScrollingTable,
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
};

// With its options apart: Streamdown keeps what it has made of plugins by their names and options.
const citing = (citations: readonly Citation[]): [typeof linkCitations, readonly Citation[]] => [
  linkCitations,
  citations,
];

/** Markdown, drawn. Loaded by `Markdown` when it is needed. */
export function Rendered({ text, live = false, citations }: MarkdownProps) {
  const remarkPlugins = useMemo(
    () => [...Object.values(defaultRemarkPlugins), ...(citations?.length ? [citing(citations)] : [])],
    [citations],
  );
  return (
    <Streamdown
      mode={live ? 'streaming' : 'static'}
      parseIncompleteMarkdown={live}
      controls={false}
      linkSafety={{ enabled: false }}
      components={components}
      plugins={plugins}
      remarkPlugins={remarkPlugins}
      rehypePlugins={rehypePlugins}
    >
      {text}
    </Streamdown>
  );
}
