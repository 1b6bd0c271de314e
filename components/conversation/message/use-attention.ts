'use client';
import { type FocusEvent, useCallback, useState } from 'react';

/** Whether somebody is at a message: by mouse, by keyboard, or in a menu of it. Touch has the long press instead. */
export function useAttention() {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [held, hold] = useState(false);

  // By the document, and not by React, for which a menu of the message is a part of it: when that was left by closing,
  // the message counted as hovered for ever.
  const watch = useCallback((row: HTMLElement | null) => {
    if (!row) return;
    const stop = new AbortController();
    const { signal } = stop;
    row.addEventListener('pointerenter', ({ pointerType }) => setHovered(pointerType === 'mouse'), {
      signal,
    });
    row.addEventListener('pointerleave', () => setHovered(false), { signal });
    return () => stop.abort();
  }, []);

  return {
    active: hovered || focused || held,
    /** Keeps the attention while a menu is open, wherever pointer and focus are. */
    hold,
    handlers: {
      ref: watch,
      onFocus: (event: FocusEvent<HTMLElement>) => setFocused(event.target.matches(':focus-visible')),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    },
  };
}
