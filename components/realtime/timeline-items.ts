import type { Message } from '#server/protocol/conversation.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { kindOf, shownFile } from './outgoing-file.ts';
import type { Patch } from './state.ts';
import { atTail, type Timeline } from './timeline.ts';
import type { DeliveryStatus, TimelineItem } from './types.ts';

/** Up to where everybody else who is in the conversation has read; -1 where nobody else is in it. */
export function readByAll({ participants }: Timeline, userId: number): number {
  let least = Infinity;
  for (const other of participants.values())
    if (other.userId !== userId && other.leftAt === null) least = Math.min(least, other.readSeq);
  return least === Infinity ? -1 : least;
}

/** The others who have read up to `seq`, in the order of joining. */
export function readersOf(participants: Timeline['participants'], userId: number, seq: number): number[] {
  return [...participants.values()]
    .filter((other) => other.userId !== userId && other.leftAt === null && other.readSeq >= seq)
    .map((other) => other.userId);
}

/** The message as one's own changes that are still on their way make it; the very same where there are none. */
function patched(message: Message, patches: readonly Patch[] | undefined, version: number): Message {
  return (patches ?? [])
    .filter((patch) => patch.version === null || patch.version > version)
    .reduce((shown, patch) => patch.apply(shown), message);
}

const keyOf = (senderId: number, clientId: string) => `${senderId}:${clientId}`;

/** The item last made of a message or an entry: rows render again only when their item is another one. */
const made = new WeakMap<object, TimelineItem>();

function itemOf(message: Message, status: DeliveryStatus | null): TimelineItem {
  const held = made.get(message);
  if (held?.status === status) return held;
  const item = {
    ...message,
    key: keyOf(message.senderId, message.clientId),
    status,
    error: null,
    blob: null,
  };
  made.set(message, item);
  return item;
}

function pendingItemOf(entry: OutboxEntry, senderId: number): TimelineItem {
  const held = made.get(entry);
  if (held) return held;
  const { conversationId, clientId, content, file, replyTo, createdAt, state, error } = entry;
  const item: TimelineItem = {
    key: keyOf(senderId, clientId),
    conversationId,
    clientId,
    content,
    replyTo,
    createdAt,
    senderId,
    id: null,
    seq: null,
    kind: file ? kindOf(file) : 'text',
    file: file ? shownFile(file) : null,
    blob: file?.blob ?? null,
    reactions: {},
    editedAt: null,
    deletedAt: null,
    status: state === 'queued' ? 'sending' : state,
    error,
  };
  made.set(entry, item);
  return item;
}

interface Shown {
  userId: number;
  outbox: readonly OutboxEntry[];
  patches: ReadonlyMap<number, readonly Patch[]>;
}

/** The rows of a window: its messages, then those on their way that are not among them yet. */
export function timelineItems(timeline: Timeline, { userId, outbox, patches }: Shown): TimelineItem[] {
  const readUpTo = readByAll(timeline, userId);
  const items = timeline.messages.map((message) => {
    const own = message.senderId === userId && message.kind !== 'system';
    const status = own ? (message.seq <= readUpTo ? 'read' : 'sent') : null;
    return itemOf(patched(message, patches.get(message.id), timeline.version), status);
  });
  if (!atTail(timeline)) return items;
  const waiting = outbox.filter(({ conversationId }) => conversationId === timeline.conversationId);
  if (waiting.length === 0) return items;
  const arrived = new Set(items.map(({ key }) => key));
  for (const entry of waiting)
    if (!arrived.has(keyOf(userId, entry.clientId))) items.push(pendingItemOf(entry, userId));
  return items;
}
