'use client';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { useMediaQuery } from '#components/ui/use-media-query.ts';
import { SkipLink } from './skip-link.tsx';

interface FrameProps {
  /** A `Rail`. */
  rail: ReactNode;
  /** A `ListPane`; left out where a page has none. */
  list?: ReactNode;
  /** Which of the two a phone shows; wider screens show both. */
  show: 'list' | 'page';
  /** A `Page`. */
  children: ReactNode;
}

/**
 * The signed-in window: rail, list, page. Below 768 px only the list or the page is seen; the rail is a bar under
 * the list and gives way to the page, so that a composer stands at the lower edge.
 */
export function Frame({ rail, list, show, children }: FrameProps) {
  const narrow = useMediaQuery('(width < 48rem)');
  const listAlone = narrow && show === 'list' && list !== undefined;
  return (
    <div className="safe-x flex h-dvh flex-col overflow-hidden md:flex-row">
      <SkipLink target={listAlone ? 'list' : 'main'} />
      <div className={cn('order-last md:order-none md:flex', show === 'page' && 'max-md:hidden')}>{rail}</div>
      {list && (
        // Where the list is all there is, it is what the page is about.
        <div
          id="list"
          tabIndex={-1}
          role={listAlone ? 'main' : undefined}
          className={cn(
            'min-h-0 flex-1 outline-none md:flex md:w-pane md:flex-none md:border-r',
            show === 'page' ? 'hidden' : 'flex',
          )}
        >
          {list}
        </div>
      )}
      <div className={cn('min-h-0 min-w-0 flex-1 md:flex', list && show === 'list' ? 'hidden' : 'flex')}>
        {children}
      </div>
    </div>
  );
}
