import type { TimelineItem } from '#components/realtime/types.ts';
import type { Day } from '#components/conversation/time/day.ts';

const GROUP_MS = 5 * 60_000;

/** A message and how it stands among its neighbours. */
export interface PlacedMessage {
  item: TimelineItem;
  own: boolean;
  /** A day begins with it. */
  startsDay: boolean;
  /** It is the first that the reader has not read. */
  startsUnread: boolean;
  /** It begins a group of one sender: the avatar and the name stand here. */
  head: boolean;
  /** The reader's own last one, which shows its delivery. */
  lastOwn: boolean;
}

interface Reader {
  ownId: number;
  dayOf: (at: number) => Day;
  /** The first message of another one beyond this `seq` is the first unread; null for none. */
  unreadAfter: number | null;
  /** There is something before the first item: whether a day begins with it cannot be said. */
  hasOlder: boolean;
}

function continuesGroup(item: TimelineItem, before: TimelineItem): boolean {
  if (item.senderId !== before.senderId || item.kind === 'system' || before.kind === 'system') return false;
  // Either way round: one on its way carries the time of this device.
  return Math.abs(Date.parse(item.createdAt) - Date.parse(before.createdAt)) <= GROUP_MS;
}

/** The rows of a timeline, one for each item. */
export function placeMessages(items: readonly TimelineItem[], reader: Reader): PlacedMessage[] {
  const { ownId, dayOf, unreadAfter, hasOlder } = reader;
  const isOwn = (item: TimelineItem) => item.senderId === ownId && item.kind !== 'system';
  const lastOwn = items.findLastIndex((item) => isOwn(item) && item.deletedAt === null);
  const firstUnread =
    unreadAfter === null
      ? -1
      : items.findIndex((item) => item.seq !== null && item.seq > unreadAfter && !isOwn(item));

  let dayBefore: Day | null = null;
  return items.map((item, index) => {
    const before = items[index - 1];
    const day = dayOf(Date.parse(item.createdAt));
    const startsDay = dayBefore === null ? !hasOlder : day !== dayBefore;
    dayBefore = day;
    const startsUnread = index === firstUnread;
    return {
      item,
      own: isOwn(item),
      startsDay,
      startsUnread,
      head: !before || startsDay || startsUnread || !continuesGroup(item, before),
      lastOwn: index === lastOwn,
    };
  });
}
