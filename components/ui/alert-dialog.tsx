'use client';
import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { dialogLook, scrimLook } from './overlay-look.ts';
import { useFocusReturn } from './use-focus-return.ts';

interface AlertDialogProps {
  /** A question, as in "Delete this message?". */
  title: string;
  /** What follows from it. */
  description: string;
  /** The answer that does it, as in "Delete". */
  action: string;
  onAction: () => void;
  /** Marks an answer that cannot be taken back. */
  danger?: boolean;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Asks before something that cannot be undone; the focus starts on "Cancel". */
export function AlertDialog({
  title,
  description,
  action,
  onAction,
  danger,
  trigger,
  ...state
}: AlertDialogProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root {...state}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimLook} />
        <Radix.Content {...focusReturn} className={cn(dialogLook, 'sm:max-w-sm')}>
          <Radix.Title className="px-5 pt-4 text-title font-semibold">{title}</Radix.Title>
          <Radix.Description className="mt-1 px-5 text-muted">{description}</Radix.Description>
          <footer className="flex justify-end gap-2 p-5">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look={danger ? 'danger' : 'primary'} onClick={onAction}>
                {action}
              </Button>
            </Radix.Action>
          </footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
