'use client';
import type { ReactNode } from 'react';
import { CloseButton } from '#components/ui/close-button.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useMediaQuery } from '#components/ui/use-media-query.ts';

interface DetailsPaneProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** The fourth column, on demand: what there is to know about the page. Below 1024 px it is a sheet. */
export function DetailsPane({ title, open, onOpenChange, children }: DetailsPaneProps) {
  const wide = useMediaQuery('(width >= 64rem)');
  if (!wide) {
    return (
      <Sheet title={title} open={open} onOpenChange={onOpenChange}>
        {children}
      </Sheet>
    );
  }
  if (!open) return null;
  return (
    <aside aria-label={title} className="flex w-pane shrink-0 flex-col border-l bg-surface">
      <header className="flex min-h-header items-center gap-2 border-b pr-2 pl-4">
        <h2 className="flex-1 truncate font-semibold">{title}</h2>
        <CloseButton onClick={() => onOpenChange(false)} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </aside>
  );
}
