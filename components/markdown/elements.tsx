import NextLink from 'next/link';
import type { Route } from 'next';
import type { ComponentProps } from 'react';
import type { ExtraProps } from 'streamdown';

/** The address that Streamdown gives a link whose own is not written to its end. */
const INCOMPLETE = 'streamdown:incomplete-link';

/** Within the product a link goes there; elsewhere it opens a tab that knows nothing of this page. */
export function Link({ href, title, children }: ComponentProps<'a'> & ExtraProps) {
  if (href === INCOMPLETE) return <>{children}</>;
  if (href?.startsWith('/') && !href.startsWith('//'))
    return (
      // An address that somebody wrote: where it names no page, the page says so.
      <NextLink href={href as Route} title={title} prefetch={false}>
        {children}
      </NextLink>
    );
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** No picture is loaded by itself: who wrote it would learn who reads it. */
export function Picture({ src, alt }: ComponentProps<'img'> & ExtraProps) {
  const label = alt || 'Picture';
  return typeof src === 'string' ? <Link href={src}>{label}</Link> : <>{label}</>;
}

/** A wide table scrolls within itself. */
export function ScrollingTable({ children }: ComponentProps<'table'> & ExtraProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has only keys must be able to scroll it
    <div role="region" aria-label="Table" tabIndex={0} className="markdown-table">
      <table>{children}</table>
    </div>
  );
}
