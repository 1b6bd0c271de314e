'use client';
import { useRef } from 'react';

/**
 * Gives the focus back to what had it before an overlay opened, unless something else has taken it meanwhile. Radix does
 * so only where it knows the trigger; these are for the content of an overlay that state opens.
 */
export function useFocusReturn() {
  const opener = useRef<HTMLElement>(null);
  return {
    onOpenAutoFocus() {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      const nothingHasIt = document.activeElement === null || document.activeElement === document.body;
      if (nothingHasIt) opener.current?.focus();
    },
  };
}
