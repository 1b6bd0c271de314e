import type { Delta, HistoryPage, Message, Opened, Participant } from '#server/protocol/conversation.ts';
import { excerptOf } from './excerpt.ts';

/**
 * A window on one conversation. Every message in it, and every participant, is at least as new as `version`: the cursor
 * from which catch-up goes on.
 */
export interface Timeline {
  conversationId: number;
  /** Ascending by `seq`, without a hole. */
  messages: readonly Message[];
  hasOlder: boolean;
  version: number;
  /** The newest message of the conversation, in the window or not; 0 where there is none. */
  lastSeq: number;
  participants: ReadonlyMap<number, Participant>;
}

const firstSeq = (messages: readonly Message[]) => messages[0]?.seq ?? 1;
const lastSeqOf = (messages: readonly Message[]) => messages.at(-1)?.seq ?? 0;

/** Whether the window reaches the newest message. */
export const atTail = (timeline: Timeline): boolean => lastSeqOf(timeline.messages) >= timeline.lastSeq;

export const contains = ({ messages }: Timeline, seq: number): boolean =>
  messages.length > 0 && seq >= firstSeq(messages) && seq <= lastSeqOf(messages);

export function openTimeline({ summary, participants }: Opened, page: HistoryPage): Timeline {
  return {
    conversationId: summary.id,
    messages: page.messages,
    hasOlder: page.hasOlder,
    version: Math.min(summary.version, page.version),
    lastSeq: Math.max(summary.lastSeq, page.lastSeq),
    participants: new Map(participants.map((participant) => [participant.userId, participant])),
  };
}

/** Of two readings of one message the newer; the very same object where nothing changed. */
const newer = (held: Message | undefined, incoming: Message): Message =>
  held && held.version >= incoming.version ? held : incoming;

/**
 * Extends the window by a page that was asked for at its edge. An answer that does not touch the window (which was
 * replaced meanwhile) is ignored. A page older than the cursor lowers it, since its messages may have changed in between.
 */
export function extend(timeline: Timeline, page: HistoryPage, side: 'older' | 'newer'): Timeline {
  const { messages } = timeline;
  const [first, last] = [firstSeq(messages), lastSeqOf(messages)];
  // An older page says nothing of the tail: what it knows more of is on its way as a delta, with the message itself.
  const lastSeq = side === 'older' ? timeline.lastSeq : Math.max(timeline.lastSeq, page.lastSeq);
  const version = Math.min(timeline.version, page.version);
  if (page.messages.length === 0)
    return { ...timeline, lastSeq, hasOlder: side === 'older' ? false : timeline.hasOlder };
  const [from, to] = [firstSeq(page.messages), lastSeqOf(page.messages)];
  if (from > last + 1 || to < first - 1) return timeline;
  const merged = [
    ...page.messages.filter(({ seq }) => seq < first),
    ...messages.map((held) => newer(held, page.messages[held.seq - from] ?? held)),
    ...page.messages.filter(({ seq }) => seq > last),
  ];
  return {
    ...timeline,
    messages: merged,
    version,
    lastSeq,
    hasOlder: from <= first ? page.hasOlder : timeline.hasOlder,
  };
}

/** Moves the window elsewhere. */
export function replaceWindow(timeline: Timeline, page: HistoryPage): Timeline {
  return {
    ...timeline,
    messages: page.messages,
    hasOlder: page.hasOlder,
    version: Math.min(timeline.version, page.version),
    lastSeq: Math.max(timeline.lastSeq, page.lastSeq),
  };
}

/** Replaces what is in the window and appends what follows it directly. */
function mergeMessages(messages: readonly Message[], changed: readonly Message[]): readonly Message[] {
  const first = firstSeq(messages);
  const merged = [...messages];
  let touched = false;
  for (const message of changed.toSorted((a, b) => a.seq - b.seq)) {
    const index = message.seq - first;
    if (index < 0 || index > merged.length) continue;
    const next = newer(merged[index], message);
    if (merged[index] === next) continue;
    merged[index] = next;
    touched = true;
  }
  return touched ? merged : messages;
}

/** Replies show their message as it is now. */
function updateQuotes(messages: readonly Message[], changed: readonly Message[]): readonly Message[] {
  const byId = new Map(changed.map((message) => [message.id, message]));
  let touched = false;
  const updated = messages.map((message) => {
    const quoted = message.replyTo && byId.get(message.replyTo.id);
    if (!message.replyTo || !quoted) return message;
    const excerpt = excerptOf(quoted);
    const deleted = quoted.deletedAt !== null;
    if (message.replyTo.excerpt === excerpt && message.replyTo.deleted === deleted) return message;
    touched = true;
    const file = quoted.file ?? null;
    return { ...message, replyTo: { ...message.replyTo, excerpt, deleted, file } };
  });
  return touched ? updated : messages;
}

function mergeParticipants(held: ReadonlyMap<number, Participant>, delta: Delta): Timeline['participants'] {
  const merged = new Map(held);
  let touched = false;
  const put = (participant: Participant) => {
    merged.set(participant.userId, participant);
    touched = true;
  };
  for (const incoming of delta.participants) {
    const known = merged.get(incoming.userId);
    if (known && known.version >= incoming.version) continue;
    put({ ...incoming, readSeq: Math.max(incoming.readSeq, known?.readSeq ?? 0) });
  }
  // What one has written one has read; the delta does not say it twice.
  for (const { senderId, seq } of delta.messages) {
    const sender = merged.get(senderId);
    if (sender && sender.leftAt === null && sender.readSeq < seq) put({ ...sender, readSeq: seq });
  }
  return touched ? merged : held;
}

/**
 * Applies what follows the cursor. Answers the same timeline for a delta that is known already, and for one behind a
 * hole: `delta.version` is then beyond the cursor still.
 */
export function applyDelta(timeline: Timeline, delta: Delta): Timeline {
  if (delta.version <= timeline.version || delta.since > timeline.version) return timeline;
  const merged = mergeMessages(timeline.messages, delta.messages);
  return {
    ...timeline,
    messages: updateQuotes(merged, delta.messages),
    version: delta.version,
    lastSeq: Math.max(timeline.lastSeq, delta.lastSeq),
    participants: mergeParticipants(timeline.participants, delta),
  };
}

/**
 * Makes one delta of the pages of a catch-up. They must be applied together: rows come by version, so a message that was
 * edited later is missing among its neighbours until the last page.
 */
export function joinDeltas(pages: readonly Delta[]): Delta | undefined {
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) return undefined;
  const messages = new Map<number, Message>();
  const participants = new Map<number, Participant>();
  for (const page of pages) {
    for (const message of page.messages) messages.set(message.id, message);
    for (const participant of page.participants) participants.set(participant.userId, participant);
  }
  return {
    ...last,
    since: first.since,
    conversation: pages.reduce<Delta['conversation']>((held, page) => page.conversation ?? held, null),
    messages: [...messages.values()],
    participants: [...participants.values()],
  };
}
