'use client';
import type { ReactNode } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import { Kbd } from './kbd.tsx';

interface TooltipProps {
  label: string;
  shortcut?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** One element that takes a ref; it must have a name of its own, since a tooltip never opens on touch. */
  children: ReactNode;
}

/** Text on hover and on keyboard focus. Needs the `UiProvider` above it. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-64 items-center gap-2 rounded-small bg-text px-2 py-1 text-time text-background data-[state=closed]:animate-fade-out data-[state=delayed-open]:animate-fade-in"
        >
          {label}
          {shortcut && <Kbd onDark>{shortcut}</Kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
