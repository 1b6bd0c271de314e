import type { ReactNode } from 'react';

interface PageProps {
  /** A `PageHeader`. */
  header?: ReactNode;
  /** What it is called among other pages that are seen with it: in a frame. */
  label?: string | undefined;
  /** A `DetailsPane`. */
  details?: ReactNode;
  /** Fills the rest of the height; what is long scrolls in itself. */
  children: ReactNode;
}

/** The third column with the page's `main`, and its details beside it. */
export function Page({ header, label, details, children }: PageProps) {
  return (
    <>
      <main
        id="main"
        tabIndex={-1}
        aria-label={label}
        className="safe-bottom flex min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none"
      >
        {header}
        {children}
      </main>
      {details}
    </>
  );
}
