'use client';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { useSlashKey } from '#components/ui/use-slash-key.ts';
import { filterEntries, moveFocus, openAddressed } from './filter.ts';

interface BrowseProps {
  /** Links to the groups. */
  contents: ReactNode;
  /** How many entries there are. */
  total: number;
  /** The groups. The server has rendered them; filtering only hides some of them. */
  children: ReactNode;
}

/** The list pane with the filter, and the page beside it. */
export function Browse({ contents, total, children }: BrowseProps) {
  const page = useRef<HTMLElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState(total);

  const look = (wanted: string) => {
    setQuery(wanted);
    if (page.current) setFound(filterEntries(page.current, wanted));
  };

  useEffect(() => {
    const open = () => {
      if (!page.current) return;
      // What is named is shown, whatever was looked for.
      setQuery('');
      setFound(filterEntries(page.current, ''));
      openAddressed(page.current, location.hash);
    };
    if (page.current) openAddressed(page.current, location.hash);
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, []);

  useSlashKey(() => pane.current?.querySelector('input')?.focus());

  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    const onLine = event.target instanceof HTMLElement && event.target.matches('summary, input');
    if (step && onLine && page.current && moveFocus(page.current, step)) event.preventDefault();
  };

  return (
    // The arrow keys go from the filter to the lines and along them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only hears what its controls let through
    <div className="md:grid md:grid-cols-[var(--spacing-pane)_minmax(0,1fr)]" onKeyDown={walk}>
      <div
        ref={pane}
        className="flex flex-col gap-3 border-b p-4 md:sticky md:top-0 md:max-h-dvh md:overflow-y-auto md:border-r md:border-b-0"
      >
        <div role="search" className="flex flex-col gap-3">
          <SearchField label="Filter" value={query} onValueChange={look} aria-keyshortcuts="/" />
          <p role="status" className="text-time text-muted">
            {query === '' ? (
              <>
                {total} entries. <Kbd>/</Kbd> filters, <Kbd>↓</Kbd> walks through them
              </>
            ) : (
              `${found} of ${total} entries`
            )}
          </p>
        </div>
        {contents}
      </div>
      <main id="main" ref={page} tabIndex={-1} className="min-w-0 bg-surface px-4 pb-16 outline-none md:px-8">
        <div className="mx-auto max-w-280">
          {children}
          {found === 0 && (
            <p className="py-16 text-center text-muted">Nothing has all of these words. Try fewer.</p>
          )}
        </div>
      </main>
    </div>
  );
}
