import type { ReactNode } from 'react';

interface ListPaneProps {
  /** The page title, as in "Chats". */
  title: string;
  /** Icon buttons at the end of the header. */
  actions?: ReactNode;
  /** Stays while the list scrolls: a search field, a banner. */
  above?: ReactNode;
  /** The list, which scrolls. */
  children: ReactNode;
}

/** The second column: what there is to open. */
export function ListPane({ title, actions, above, children }: ListPaneProps) {
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-1 flex-col bg-background">
      <header className="flex min-h-header items-center gap-1 pr-2 pl-4">
        <h1 className="flex-1 truncate text-title font-semibold">{title}</h1>
        {actions}
      </header>
      {above}
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </section>
  );
}
