'use client';
import type { ReactNode } from 'react';
import { CloseButton } from '#components/ui/close-button.tsx';
import { useWidget } from './widget-context.tsx';

interface WidgetHeaderProps {
  mark?: ReactNode;
  title: string;
  /** One line under the title. */
  meta?: ReactNode;
}

/** The head of the widget's panel, with its cross. */
export function WidgetHeader({ mark, title, meta }: WidgetHeaderProps) {
  const { close } = useWidget();
  return (
    <header className="flex min-h-header shrink-0 items-center gap-2.5 border-b bg-surface pr-2 pl-4">
      {mark}
      <div className="min-w-0 flex-1">
        <h1 className="truncate leading-5 font-semibold">{title}</h1>
        {meta && <p className="truncate text-meta text-muted">{meta}</p>}
      </div>
      <CloseButton onClick={close} />
    </header>
  );
}
