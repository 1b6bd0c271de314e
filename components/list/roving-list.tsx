'use client';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { type Line, useRoving } from './use-roving.ts';

/** Rows that the server renders: a tall screen's worth. */
const SERVER_ROWS = 20;
const ROW_HEIGHT = 64;

interface RovingListProps<L extends Line> {
  /** Its name for screen readers. */
  label: string;
  ref: RefObject<HTMLElement | null>;
  lines: readonly L[];
  /** The line of what is open. */
  currentKey: string | null;
  /** Renders a line; the Tab key stops at one of them. */
  children: (line: L, at: { tabStop: boolean }) => ReactNode;
  /** What follows the last line while there are more. */
  end?: ReactNode;
}

/** The lines of a list pane, as many of them in the DOM as are seen; the arrow keys move through them. */
export function RovingList<L extends Line>(props: RovingListProps<L>) {
  const { label, ref, lines, currentKey, children, end } = props;
  const virtualizer = useRef<VirtualizerHandle>(null);
  const { stopKey, onKeyDown } = useRoving({
    lines,
    currentKey,
    list: ref,
    reveal: (index) => virtualizer.current?.scrollToIndex(index, { align: 'nearest' }),
  });
  // Opened by a link from elsewhere, it may stand below what is seen.
  const revealCurrent = useEffectEvent(() => {
    const index = lines.findIndex(({ key }) => key === currentKey);
    if (index >= 0) virtualizer.current?.scrollToIndex(index, { align: 'nearest' });
  });
  useEffect(() => revealCurrent(), [currentKey]);
  const stopIndex = lines.findIndex(({ key }) => key === stopKey);

  return (
    // It scrolls itself, so that Virtualizer, which watches its parent, sees it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are for the links in it
    <nav
      ref={ref}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="h-full overflow-y-auto overscroll-contain"
    >
      <Virtualizer
        ref={virtualizer}
        as="ul"
        item="li"
        itemSize={ROW_HEIGHT}
        // Until it is scrolled it shows as many as this, however many come: so not as few as there are now.
        ssrCount={SERVER_ROWS}
        keepMounted={stopIndex < 0 ? [] : [stopIndex]}
      >
        {lines.map((line) => (
          <div key={line.key}>{children(line, { tabStop: line.key === stopKey })}</div>
        ))}
        {end}
      </Virtualizer>
    </nav>
  );
}
