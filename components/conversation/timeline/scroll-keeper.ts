import type { VirtualizerHandle } from 'virtua';
import type { TimelineItem, TimelineView } from '#components/realtime/types.ts';
import { indexOfSeq } from './find-seq.ts';
import type { ShownWindow } from './window-step.ts';

/** The height of what stands before the list and, where newer messages are to come, after it; in pixels. */
export const EDGE = 64;
/** This near to the end, in pixels, the reader is at the end: sizes that were guessed may leave the last place short of it. */
const END_SLACK = 32;
/** What the browser's rounding may leave below one who is at the very end, in pixels. */
const ROUNDING = 2;
/** How long the sizes around a place may take to be known, in milliseconds. */
const SETTLE_MS = 200;
/** What is left in sight of what stands before a message that was gone to, in pixels. */
const ABOVE = 24;

/** Where to go as soon as it is loaded: the end, or a message. */
export type Aim =
  | { to: 'end' }
  | {
      to: number;
      align: 'start' | 'center';
      /** The message is there, and about to be in sight. */
      arrived?: (item: TimelineItem) => void;
    };

/** The list as it was last drawn. */
export interface Drawn {
  element: HTMLElement;
  list: VirtualizerHandle;
  view: TimelineView;
  shown: ShownWindow<TimelineItem>;
}

/**
 * Keeps the reader's place in a virtual list. One who is at the end stays there whatever comes; one who is elsewhere
 * stays where they are; pages are asked for before their edge is in sight.
 */
export interface ScrollKeeper {
  aim(aim: Aim): void;
  /** The list was drawn anew and is about to be seen. */
  drawn(drawn: Drawn): void;
  /** The person scrolled, or the list did. */
  scrolled(): void;
  /** Nothing has scrolled for a moment. */
  rested(): void;
  /** The viewport or a row has another size. */
  resized(): void;
  /** The message at the lower edge of the viewport; null where there is none. */
  lowest(): TimelineItem | null;
  dispose(): void;
}

/** `atEnd` is told whenever the reader comes to the end or leaves it. */
export function createScrollKeeper(begin: Aim, atEnd: (is: boolean) => void): ScrollKeeper {
  let current: Drawn | null = null;
  let goal: Aim | null = begin;
  /** The end is where the reader is and wants to stay. */
  let stuck = begin.to === 'end';
  /** Where the list stood when it was last looked at or moved, in pixels. */
  let top = 0;
  /** The message at the top of the viewport, and how much of it is above, in pixels. */
  let place: { seq: number; above: number } | null = null;
  /** One's own message on its way that was followed last. */
  let followed: string | null = null;
  /** The height of the viewport as it was seen last. */
  let viewport = 0;
  /** Runs while sizes become known: until then, the position does not say what the reader wants. */
  let settling: ReturnType<typeof setTimeout> | undefined;

  function look() {
    if (!current || settling) return;
    const { element, list, view, shown } = current;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const left = scrollHeight - scrollTop - clientHeight;
    viewport = clientHeight;
    // What grows under one who is at the end takes them along; going up, by however little, leaves it.
    stuck = view.atTail && (scrollTop < top ? left <= ROUNDING : left <= END_SLACK || stuck);
    top = scrollTop;
    if (stuck && left > END_SLACK) stick();
    atEnd(stuck);
    const first = list.findItemIndex(scrollTop);
    const seq = shown.items[first]?.seq;
    place = seq ? { seq, above: scrollTop - EDGE - list.getItemOffset(first) } : null;
    loadMore();
  }

  function loadMore() {
    // A page that failed is tried again by hand.
    if (!current || settling || current.view.pageError) return;
    const { scrollTop, scrollHeight, clientHeight } = current.element;
    const { hasOlder, hasNewer, loadingOlder, loadingNewer, loadOlder, loadNewer } = current.view;
    const margin = Math.max(800, 1.5 * clientHeight);
    if (hasOlder && !loadingOlder && scrollTop < margin) void loadOlder();
    if (hasNewer && !loadingNewer && scrollHeight - scrollTop - clientHeight < margin) void loadNewer();
  }

  function stick() {
    if (!current) return;
    current.element.scrollTop = current.element.scrollHeight;
    top = current.element.scrollTop;
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => {
      settling = undefined;
      look();
    }, SETTLE_MS);
  }

  function goTo(seq: number, align: 'start' | 'center', offset: number): TimelineItem | undefined {
    if (!current) return undefined;
    const { list, shown } = current;
    const index = indexOfSeq(shown.items, seq);
    if (index < 0) return undefined;
    stuck = false;
    settle();
    list.scrollToIndex(index, { align, offset });
    return shown.items[index];
  }

  /** Goes where it was wanted; answers whether that is a message. */
  function reach(): boolean {
    if (!goal || !current) return false;
    if (goal.to === 'end') {
      stuck = true;
      if (current.view.atTail) goal = null;
      return false;
    }
    const { to, align, arrived } = goal;
    const item = goTo(to, align, align === 'start' ? -ABOVE : 0);
    if (!item) return false;
    goal = null;
    arrived?.(item);
    return true;
  }

  return {
    aim(next) {
      goal = next;
      if (reach() || !stuck) return;
      stick();
      look();
    },
    drawn(next) {
      const replaced = current !== null && current.shown.generation !== next.shown.generation;
      current = next;
      const newest = next.view.items.at(-1);
      if (newest?.status === 'sending' && newest.key !== followed) {
        followed = newest.key;
        goal = { to: 'end' };
      }
      if (reach()) return;
      if (stuck) {
        stick();
        look();
      } else if (replaced && place) goTo(place.seq, 'start', place.above);
      else loadMore();
    },
    scrolled() {
      // A browser that lays the page out anew may scroll before it tells of sizes: that is not the person's doing.
      if (stuck && current?.element.clientHeight !== viewport) stick();
      look();
    },
    rested() {
      current?.view.keepPlace(stuck ? null : (place?.seq ?? null));
    },
    resized() {
      if (stuck) stick();
      look();
    },
    lowest() {
      if (!current) return null;
      const { element, list, shown } = current;
      return shown.items[list.findItemIndex(element.scrollTop + element.clientHeight)] ?? null;
    },
    dispose() {
      clearTimeout(settling);
      settling = undefined;
    },
  };
}
