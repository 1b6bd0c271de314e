import type { Delta, Message, Summary } from '#server/protocol/conversation.ts';
import { excerptOf } from './excerpt.ts';

/** The reader's conversations by id, as far as they are loaded. */
export type Summaries = ReadonlyMap<number, Summary>;

/** Newest first, as the server pages them. */
export const byActivity = (a: Summary, b: Summary): number =>
  a.activeAt === b.activeAt ? b.id - a.id : a.activeAt < b.activeAt ? 1 : -1;

/** Keeps the newer of two readings; the pointer of the reader never moves back. */
export function mergeSummary(held: Summary | undefined, incoming: Summary): Summary {
  if (!held) return incoming;
  const newer = incoming.version > held.version ? incoming : held;
  const readSeq = Math.max(held.readSeq, incoming.readSeq);
  return newer.readSeq === readSeq ? newer : { ...newer, readSeq };
}

export interface Reader {
  userId: number;
  nameOf(userId: number): string;
}

function lastOf(message: Message, { nameOf }: Reader): Summary['last'] {
  const { seq, senderId, kind, file = null } = message;
  return { seq, senderId, senderName: nameOf(senderId), kind, excerpt: excerptOf(message), file };
}

/** Applies what follows the row's version; answers the same row for a delta that is known, or behind a hole. */
export function applyToSummary(held: Summary, delta: Delta, reader: Reader): Summary {
  if (delta.version <= held.version || delta.since > held.version) return held;
  const newest = delta.messages.reduce<Message | undefined>(
    (found, message) => (found && found.seq > message.seq ? found : message),
    undefined,
  );
  const own = delta.participants.find(({ userId }) => userId === reader.userId);
  const ownSeqs = delta.messages.filter(({ senderId }) => senderId === reader.userId).map(({ seq }) => seq);
  const concernsLast = newest !== undefined && newest.seq >= (held.last?.seq ?? 0);
  return {
    ...held,
    ...(delta.conversation && {
      title: delta.conversation.title,
      support: delta.conversation.support,
      handedTo: delta.conversation.handedTo,
    }),
    last: concernsLast ? lastOf(newest, reader) : held.last,
    activeAt: newest && newest.createdAt > held.activeAt ? newest.createdAt : held.activeAt,
    lastSeq: Math.max(held.lastSeq, delta.lastSeq),
    version: delta.version,
    readSeq: Math.max(held.readSeq, own?.readSeq ?? 0, ...ownSeqs),
  };
}

/**
 * Takes over what was fetched of the head of a list: `before` is what was held when the fetch began, `listed` says which
 * rows the list has at all. A row that should be in the fetched range and is not has been left meanwhile, unless it has changed since the fetch began; one beyond the
 * range is dropped (it is paged in again) unless `keep` says otherwise.
 */
export function refreshSummaries(
  held: Summaries,
  fetched: readonly Summary[],
  options: {
    before: Summaries;
    listed: (row: Summary) => boolean;
    complete: boolean;
    keep: (id: number) => boolean;
  },
): Summaries {
  const { before, listed, complete, keep } = options;
  const end = fetched.at(-1);
  const merged = new Map<number, Summary>();
  for (const [id, row] of held) {
    const inRange = complete || (end !== undefined && byActivity(row, end) <= 0);
    if (!listed(row) || before.get(id) !== row || (!inRange && keep(id))) merged.set(id, row);
  }
  for (const row of fetched) merged.set(row.id, mergeSummary(held.get(row.id), row));
  return merged;
}
