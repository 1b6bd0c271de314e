import type { ConversationRow } from '#components/realtime/types.ts';
import type { Person } from '#server/protocol/identity.ts';
import { fits } from './name-search.ts';

/** A line of a list of conversations and people. `key` is unique in its list. */
export type ListEntry =
  | { type: 'conversation'; key: string; row: ConversationRow }
  | { type: 'person'; key: string; person: Person }
  | { type: 'heading'; key: string; label: string };

/** A line that opens something. */
export type OpenableEntry = Exclude<ListEntry, { type: 'heading' }>;

export const isOpenable = (entry: ListEntry): entry is OpenableEntry => entry.type !== 'heading';

/** The conversations that a query fits, by name or by the other one's username, in their order. */
export function findRows(rows: readonly ConversationRow[], query: string): ConversationRow[] {
  return rows.filter(({ name, peer }) => fits(peer ? `${name} ${peer.username}` : name, query));
}

/** Conversations, then those of `people` with whom there is no direct conversation among all `known` ones. */
export function entriesOf(
  rows: readonly ConversationRow[],
  people: readonly Person[],
  known: readonly ConversationRow[],
): ListEntry[] {
  const met = new Set(known.map(({ peer }) => peer?.id));
  const strangers = people.filter(({ id }) => !met.has(id));
  return [
    ...rows.map((row) => ({ type: 'conversation', key: `chat-${row.id}`, row }) as const),
    ...(strangers.length > 0 ? [{ type: 'heading', key: 'people', label: 'People' } as const] : []),
    ...strangers.map((person) => ({ type: 'person', key: `person-${person.id}`, person }) as const),
  ];
}
