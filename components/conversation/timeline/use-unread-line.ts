'use client';
import { useEffect, useRef, useState } from 'react';
import type { ReadView } from '#components/realtime/hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';

interface UnreadLineParts {
  read: ReadView;
  items: readonly TimelineItem[];
  lastSeq: number;
  ownId: number;
  /** The reader sees the end. */
  atEnd: boolean;
}

/**
 * After which `seq` the first-unread line stands; null for nowhere. It is drawn at opening and when messages come while
 * the reader looks elsewhere, it stays while they are read, and it goes when the reader writes.
 */
export function useUnreadLine({ read, items, lastSeq, ownId, atEnd }: UnreadLineParts): number | null {
  const [line, setLine] = useState(lastSeq > read.openedAtSeq ? read.openedAtSeq : null);
  const before = useRef({ lastSeq, unread: read.unread });

  const newest = items.at(-1);
  const writing = newest?.senderId === ownId && newest.seq === null;
  if (writing && line !== null) setLine(null);

  useEffect(() => {
    const { lastSeq: known, unread } = before.current;
    const away = !atEnd || !document.hasFocus();
    if (lastSeq > known && unread === 0 && away && !writing) setLine(known);
    before.current = { lastSeq, unread: read.unread };
  }, [lastSeq, read.unread, atEnd, writing]);

  return line;
}
