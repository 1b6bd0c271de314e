'use client';
import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

/** The key of the row that something stands in. */
export const keyAround = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null) : null;

/** Moves the focus between the rows of a virtual list, and keeps the row that has it mounted wherever it is scrolled. */
export function useRowFocus(scrollerRef: RefObject<HTMLElement | null>, items: readonly { key: string }[]) {
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  const take = useCallback(
    (key: string) => {
      const row = scrollerRef.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
      row?.focus({ preventScroll: true });
      return row === document.activeElement;
    },
    [scrollerRef],
  );
  const focus = useCallback(
    (key: string) => {
      if (take(key)) return;
      wanted.current = key;
      setFocused(key);
    },
    [take],
  );
  /** A row takes no focus before the list has measured and shown it. */
  const retry = useCallback(() => {
    if (wanted.current !== null && take(wanted.current)) wanted.current = null;
  }, [take]);
  useLayoutEffect(retry);

  const keepMounted = useMemo(() => {
    const index = focused === null ? -1 : items.findIndex(({ key }) => key === focused);
    return index < 0 ? [] : [index];
  }, [focused, items]);

  return {
    focus,
    /** To be called when rows were measured. */
    retry,
    keepMounted,
    listeners: {
      onFocus: ({ target }: FocusEvent) => setFocused(keyAround(target)),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(null);
      },
    },
  };
}
