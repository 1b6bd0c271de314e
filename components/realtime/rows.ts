import type { Participant, Summary } from '#server/protocol/conversation.ts';
import type { Person } from '#server/protocol/identity.ts';
import { isIn, type Section } from './sections.ts';
import { byActivity, type Summaries } from './summaries.ts';
import type { ConversationRow, Member } from './types.ts';

/** The row last made of a summary: list rows render again only when theirs is another one. */
const made = new WeakMap<Summary, ConversationRow>();

export function rowOf(summary: Summary): ConversationRow {
  const held = made.get(summary);
  if (held) return held;
  const { kind, title, peer, lastSeq, readSeq } = summary;
  const row = {
    ...summary,
    name: title ?? peer?.name ?? (kind === 'support' ? 'Support' : ''),
    unread: Math.max(0, lastSeq - readSeq),
  };
  made.set(summary, row);
  return row;
}

/** Those of the section, newest first. */
export const rowsOf = (summaries: Summaries, section: Section): ConversationRow[] =>
  [...summaries.values()]
    .filter((row) => isIn(section, row))
    .toSorted(byActivity)
    .map(rowOf);

/** Who is in the conversation now, the longest member first. */
export function membersOf(
  participants: ReadonlyMap<number, Participant>,
  people: ReadonlyMap<number, Person>,
): Member[] {
  return [...participants.values()]
    .filter(({ leftAt }) => leftAt === null)
    .toSorted((a, b) => (a.joinedAt === b.joinedAt ? a.userId - b.userId : a.joinedAt < b.joinedAt ? -1 : 1))
    .map((participant) => ({ ...participant, person: people.get(participant.userId) ?? null }));
}
