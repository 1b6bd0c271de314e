'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** This near to the end, in pixels, the reader is at the end. */
const SLACK = 32;
/** Older turns are asked for this far before the top is in sight. */
const AHEAD = 800;

interface FollowParts {
  /** The key of the first turn: another one means that older ones have come. */
  firstKey: string | undefined;
  /** Called while the top is near. */
  onNearTop: () => void;
}

/**
 * Keeps the reader's place in a document that grows: one who is at the end is taken along, one who is elsewhere stays
 * there, also when older turns come above.
 */
export function useFollow({ firstKey, onNearTop }: FollowParts) {
  /** What scrolls, and all that is in it. */
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const fromEnd = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const stick = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  const look = () => {
    const element = scroller.current;
    if (!element) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    following.current = left <= SLACK;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    setAtEnd(following.current);
    if (element.scrollTop < AHEAD) onNearTop();
  };

  useEffect(() => {
    const { current } = content;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      if (following.current) stick();
    });
    observer.observe(current);
    return () => observer.disconnect();
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (following.current) element.scrollTop = element.scrollHeight;
    else element.scrollTop = element.scrollHeight - fromEnd.current;
  }, [firstKey]);

  return {
    scroller,
    content,
    atEnd,
    onScroll: look,
    toEnd() {
      following.current = true;
      setAtEnd(true);
      stick();
    },
  };
}
