'use client';
import { Dialog as Radix } from 'radix-ui';
import { useCallback, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { dialogLook, scrimLook } from '#components/ui/overlay-look.ts';
import { useFocusReturn } from '#components/ui/use-focus-return.ts';
import { SwitcherSearch } from './switcher-search.tsx';
import { useSwitcherKey } from './use-switcher-key.ts';

/** Ctrl K or ⌘K: goes to a conversation or a person by a few letters. */
export function QuickSwitcher() {
  const [open, setOpen] = useState(false);
  const focusReturn = useFocusReturn();
  useSwitcherKey(useCallback(() => setOpen((was) => !was), []));
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className={scrimLook} />
        <Radix.Content
          {...focusReturn}
          aria-describedby={undefined}
          className={cn(dialogLook, 'sm:max-w-md')}
        >
          <Radix.Title className="sr-only">Go to a conversation or a person</Radix.Title>
          <SwitcherSearch onDone={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
