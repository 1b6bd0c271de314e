'use client';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { focusWhenShown } from './focus-when-shown.ts';

/** A line of a list. */
export interface Line {
  /** Unique in its list. */
  key: string;
  /** Something opens by it; a heading does nothing. */
  opens: boolean;
}

interface RovingParts {
  lines: readonly Line[];
  /** The open conversation's line: where the Tab key comes in, unless the arrows have moved on since. */
  currentKey: string | null;
  /** The element around the list. The line with `tabindex="0"` in it takes the focus. */
  list: RefObject<HTMLElement | null>;
  reveal: (index: number) => void;
}

/** Up, Down, Home and End move through the lines; the list as a whole is one stop of the Tab key. */
export function useRoving({ lines, currentKey, list, reveal }: RovingParts) {
  const [moved, setMoved] = useState<{ from: string | null; to: string }>();
  const takesFocus = useRef(false);

  const openable = lines.filter(({ opens }) => opens);
  const wanted = moved?.from === currentKey ? moved.to : currentKey;
  const stop = openable.find(({ key }) => key === wanted) ?? openable[0];

  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    const line = list.current?.querySelector<HTMLElement>('[tabindex="0"]');
    return line ? focusWhenShown(line) : undefined;
  }, [list, stop?.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = stop ? openable.indexOf(stop) : -1;
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: openable.length - 1,
    };
    const target = targets[event.key];
    const next = target === undefined ? undefined : openable[target];
    if (!next || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    takesFocus.current = true;
    setMoved({ from: currentKey, to: next.key });
    reveal(lines.indexOf(next));
  };

  return { stopKey: stop?.key, onKeyDown };
}
