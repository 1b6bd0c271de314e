'use client';
import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { floatLook } from './overlay-look.ts';

interface PopoverProps {
  /** Its name for screen readers. */
  label: string;
  trigger: ReactNode;
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Moves the focus elsewhere than back: prevent the event's default and take it. */
  onCloseAutoFocus?: (event: Event) => void;
  className?: string;
}

/** A small panel beside its trigger that does not cover the page. */
export function Popover({
  label,
  trigger,
  children,
  side,
  align,
  className,
  onCloseAutoFocus,
  ...state
}: PopoverProps) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className={cn(floatLook, 'max-w-[calc(100vw-1rem)]', className ?? 'p-3')}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
