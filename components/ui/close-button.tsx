import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A cross. It has no tooltip: that would take the Esc which is meant for what this closes. */
export function CloseButton({ className, ...props }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label="Close"
      {...props}
      className={cn(
        'touch-target inline-flex size-9 shrink-0 items-center justify-center rounded-control text-muted transition-colors hover:bg-hover hover:text-text',
        className,
      )}
    >
      <X aria-hidden strokeWidth={1.5} className="size-[1.125rem]" />
    </button>
  );
}
