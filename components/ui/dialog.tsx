'use client';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { CloseButton } from './close-button.tsx';
import { cn } from './cn.ts';
import { dialogLook, scrimLook } from './overlay-look.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  title: string;
  description?: string;
  /** The button that opens it; left out where `open` is given. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
}

/** A task that covers the page until it is done or left: Esc, the scrim and the cross close it, the focus goes back. */
export function Dialog({ title, description, trigger, children, footer, ...state }: DialogProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root {...state}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimLook} />
        <Radix.Content
          {...focusReturn}
          className={cn(dialogLook, 'sm:max-w-md')}
          {...(!description && { 'aria-describedby': undefined })}
        >
          <header className="py-4 pr-14 pl-5">
            <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
            {description && (
              <Radix.Description className="mt-1 text-meta text-muted">{description}</Radix.Description>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
          {/* Last, so that the focus starts on what the dialog is for. */}
          <Radix.Close asChild>
            <CloseButton className="absolute top-3 right-3" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around its only child, a button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
