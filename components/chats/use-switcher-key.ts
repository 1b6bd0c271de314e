'use client';
import { useEffect } from 'react';

/** Calls back at Ctrl K, or ⌘K, wherever the focus is. */
export function useSwitcherKey(pressed: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { code, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (code !== 'KeyK' || ctrlKey === metaKey || altKey || shiftKey) return;
      event.preventDefault();
      pressed();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [pressed]);
}
