'use client';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { CloseButton } from './close-button.tsx';
import { cn } from './cn.ts';
import { scrimLook } from './overlay-look.ts';
import { useFocusReturn } from './use-focus-return.ts';

const sides = {
  end: 'inset-y-0 right-0 w-[min(100%,22.5rem)] border-l data-[state=closed]:animate-slide-out-end data-[state=open]:animate-slide-in-end',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-panel border-t data-[state=closed]:animate-slide-out-bottom data-[state=open]:animate-slide-in-bottom',
};

interface SheetProps {
  title: string;
  side?: keyof typeof sides;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A panel from the edge, for what has no room beside the page. */
export function Sheet({ title, side = 'end', trigger, children, ...state }: SheetProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root {...state}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimLook} />
        <Radix.Content
          {...focusReturn}
          aria-describedby={undefined}
          className={cn(
            'safe-bottom fixed z-50 flex flex-col bg-surface shadow-float outline-none',
            sides[side],
          )}
        >
          <header className="flex min-h-header items-center gap-2 border-b pr-2 pl-4">
            <Radix.Title className="flex-1 font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <CloseButton />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
