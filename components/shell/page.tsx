import type { ReactNode } from 'react';

interface PageProps {
  /** A `PageHeader`. */
  header?: ReactNode;
  /** A `DetailsPane`. */
  details?: ReactNode;
  /** Fills the rest of the height; what is long scrolls in itself. */
  children: ReactNode;
}

/** The third column with the page's `main`, and its details beside it. */
export function Page({ header, details, children }: PageProps) {
  return (
    <>
      <main
        id="main"
        tabIndex={-1}
        className="safe-bottom flex min-h-0 min-w-0 flex-1 flex-col bg-surface outline-none"
      >
        {header}
        {children}
      </main>
      {details}
    </>
  );
}
