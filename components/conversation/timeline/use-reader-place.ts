'use client';
import { useCallback, useEffect, useState } from 'react';
import type { TimelineView } from '#components/realtime/types.ts';
import { useToast } from '#components/ui/toast.tsx';
import { indexOfSeq } from './find-seq.ts';
import { type Aim, createScrollKeeper, type ScrollKeeper } from './scroll-keeper.ts';

interface PlaceParts {
  view: TimelineView;
  /** The message that the address names. */
  at: number | null;
  unreadAfter: number | null;
  atEnd: (is: boolean) => void;
  /** A message that was gone to is about to be in sight. */
  arrived: (key: string) => void;
}

interface ReaderPlace {
  keeper: ScrollKeeper;
  /** The window holds the place where the reader begins. */
  known: boolean;
  jumpTo: (seq: number) => void;
  /** From wherever the reader is to the first of `unread` messages, and from there to the end. */
  goOn: (unread: number) => void;
}

/** Where the reader is and wants to be: at first where the address says, else at the first unread message, else at the end. */
export function useReaderPlace({ view, at, unreadAfter, atEnd, arrived }: PlaceParts): ReaderPlace {
  const toast = useToast();
  const { jumpTo: load, jumpToLatest: loadLatest } = view;

  const [begin] = useState((): Aim => {
    if (at !== null) return { to: at, align: 'center', arrived: ({ key }) => arrived(key) };
    return unreadAfter === null ? { to: 'end' } : { to: unreadAfter + 1, align: 'start' };
  });
  const [keeper] = useState(() => createScrollKeeper(begin, atEnd));
  const [known, know] = useState(begin.to === 'end' || indexOfSeq(view.items, begin.to) >= 0);
  const [opened] = useState(at);

  const jumpTo = useCallback(
    async (seq: number) => {
      if (!(await load(seq))) toast({ tone: 'danger', text: 'That message could not be loaded' });
      else keeper.aim({ to: seq, align: 'center', arrived: ({ key }) => arrived(key) });
    },
    [load, keeper, arrived, toast],
  );

  useEffect(() => {
    if (known || begin.to === 'end') return;
    void load(begin.to).then((there) => {
      if (!there) keeper.aim({ to: 'end' });
      know(true);
    });
  }, [known, begin, load, keeper]);

  // The address moved on to another message of the same conversation.
  useEffect(() => {
    if (at !== null && at !== opened) void jumpTo(at);
  }, [at, opened, jumpTo]);

  return {
    keeper,
    known,
    jumpTo: useCallback((seq: number) => void jumpTo(seq), [jumpTo]),
    goOn(unread) {
      const first = view.lastSeq - unread + 1;
      const lowest = keeper.lowest()?.seq ?? view.lastSeq;
      if (unread > 0 && lowest < first)
        void load(first).then((there) => there && keeper.aim({ to: first, align: 'start' }));
      else void loadLatest().then(() => keeper.aim({ to: 'end' }));
    },
  };
}
