'use client';
import { useEffect, useState } from 'react';
import { Markdown } from '#components/markdown/markdown.tsx';
import { cn } from '#components/ui/cn.ts';
import { sectionsOf } from '#server/protocol/article-text.ts';

/** An article's text. The passage that the address names is marked, and comes into view. */
export function ArticleSections({ body }: { body: string }) {
  const named = useNamedAnchor();
  return sectionsOf(body).map(({ anchor, heading, level, body: text }, index) => {
    const Heading = level === 3 ? 'h3' : 'h2';
    return (
      <section
        key={anchor ?? index}
        {...(anchor !== null && { id: anchor })}
        data-named={anchor !== null && anchor === named ? true : undefined}
        className={cn(
          '-mx-3 scroll-mt-3 rounded-panel px-3 py-2.5',
          anchor !== null && anchor === named && 'bg-accent-weak',
        )}
      >
        {heading !== null && (
          <Heading className={cn('mb-1.5 font-semibold text-balance', level < 3 && 'text-[1.0625rem]')}>
            {heading}
          </Heading>
        )}
        <Markdown text={text} />
      </section>
    );
  });
}

/**
 * What stands after `#` in the address. The browser's own `:target` misses what comes by a link within the product, and
 * scrolls before the text is there.
 */
function useNamedAnchor(): string | undefined {
  const [named, setNamed] = useState<string>();
  useEffect(() => {
    const read = () => setNamed(anchorIn(window.location.hash));
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  useEffect(() => {
    if (named !== undefined) document.getElementById(named)?.scrollIntoView();
  }, [named]);
  return named;
}

function anchorIn(hash: string): string | undefined {
  try {
    return decodeURIComponent(hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}
