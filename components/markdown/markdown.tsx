'use client';
import { lazy, Suspense } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { Citation } from '#server/protocol/conversation.ts';

// Some 200 KB, which pages without Markdown do not load.
const load = async () => ({ default: (await import('./rendered.tsx')).Rendered });
const Rendered = lazy(load);

/** Loads what draws it before there is any. Where that fails, the first text tries again. */
export const preloadMarkdown = (): void => void load().catch(() => undefined);

export interface MarkdownProps {
  text: string;
  /** It is still being written: what is half there is shown as what it will be. */
  live?: boolean;
  /** What `[1]`, `[2]` … in the text name: each becomes a link to its article. Other numbers stay text. */
  citations?: readonly Citation[];
  className?: string;
}

/** Text in Markdown, as a document. HTML in it is shown as text, pictures of other places as links. */
export function Markdown({ className, ...props }: MarkdownProps) {
  return (
    <div dir="auto" className={cn('markdown', className)}>
      <Suspense fallback={<p className="whitespace-pre-wrap">{props.text}</p>}>
        <Rendered {...props} />
      </Suspense>
    </div>
  );
}
