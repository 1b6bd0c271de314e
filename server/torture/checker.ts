import type { Message } from '#server/protocol/conversation.ts';

/** What a sender was told: this message of theirs is stored, in this place. */
export interface Acknowledgement {
  conversationId: number;
  senderId: number;
  clientId: string;
  id: number;
  seq: number;
  content: string;
}

/** A conversation on a reader's screen: its messages in the order in which they stand, and who has read how far. */
export interface Shown {
  messages: readonly Message[];
  readSeqs: Readonly<Record<number, number>>;
}

/** What a reader shows at the end. */
export interface View {
  reader: string;
  conversations: ReadonlyMap<number, Shown>;
}

/** A row of the table of messages. */
export interface StoredMessage {
  id: number;
  conversationId: number;
  seq: number;
  senderId: number;
  clientId: string;
}

/** All that is known of a run when it is over and everything has come to rest. */
export interface Evidence {
  /** Of each sender in the order in which they came; each sent its next message to a conversation only then. */
  acknowledged: readonly Acknowledgement[];
  /** In any order. */
  stored: readonly StoredMessage[];
  /** Somebody who connected only now and read everything. */
  fresh: View;
  /** Those who were there all the time. */
  clients: readonly View[];
}

export type ViolationKind =
  | 'acknowledged but missing'
  | 'acknowledged in two places'
  | 'acknowledged out of order'
  | 'stored twice'
  | 'hole'
  | 'shown twice'
  | 'shown out of order'
  | 'differs from a fresh reader'
  | 'differs from the store';

/** A promise that was broken: where, and how. */
export interface Violation {
  kind: ViolationKind;
  where: string;
  detail: string;
}

/**
 * Judges a run: every acknowledged message is stored once, in the place that its sender was told; `seq` has no hole; all
 * show the same in the same order, which is what the store has. Answers what does not hold; nothing: all of it holds.
 */
export function check({ acknowledged, stored, fresh, clients }: Evidence): Violation[] {
  return [
    ...checkStored(stored),
    ...checkAcknowledged(acknowledged, stored),
    ...checkAgainstStore(fresh, stored),
    ...[fresh, ...clients].flatMap(checkOrder),
    ...clients.flatMap((client) => checkAgainstFresh(client, fresh)),
  ];
}

const nameOf = (message: { conversationId: number; senderId: number; clientId: string }) =>
  `${message.conversationId}/${message.senderId}/${message.clientId}`;

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function checkStored(stored: readonly StoredMessage[]): Violation[] {
  const violations: Violation[] = [];
  for (const [name, same] of groupBy(stored, nameOf))
    if (same.length > 1)
      violations.push({ kind: 'stored twice', where: name, detail: `seq ${seqsOf(same)}` });
  for (const [conversationId, messages] of groupBy(stored, (message) => message.conversationId))
    violations.push(...holes(`the store, conversation ${conversationId}`, messages));
  return violations;
}

/** `seq` is 1, 2, 3 … */
function holes(where: string, messages: readonly { seq: number }[]): Violation[] {
  const seqs = new Set(messages.map(({ seq }) => seq));
  const head = messages.reduce((highest, { seq }) => Math.max(highest, seq), 0);
  const missing = Array.from({ length: head }, (_, index) => index + 1).filter((seq) => !seqs.has(seq));
  return missing.length > 0 ? [{ kind: 'hole', where, detail: `seq ${some(missing)}` }] : [];
}

function checkAcknowledged(
  acknowledged: readonly Acknowledgement[],
  stored: readonly StoredMessage[],
): Violation[] {
  const violations: Violation[] = [];
  const rows = groupBy(stored, nameOf);
  for (const [name, answers] of groupBy(acknowledged, nameOf)) {
    const places = new Set(answers.map(({ id, seq }) => `${seq} (id ${id})`));
    const found = rows.get(name) ?? [];
    if (places.size > 1)
      violations.push({ kind: 'acknowledged in two places', where: name, detail: [...places].join(' and ') });
    for (const { id, seq } of answers)
      if (!found.some((row) => row.id === id && row.seq === seq))
        violations.push({ kind: 'acknowledged but missing', where: name, detail: `seq ${seq}, id ${id}` });
  }
  // A repeat may be answered again, and later than what was sent after it.
  const firsts = [...groupBy(acknowledged, nameOf).values()].flatMap((answers) => answers.slice(0, 1));
  for (const [where, answers] of groupBy(firsts, (one) => `${one.conversationId}/${one.senderId}`))
    for (const [index, { seq }] of answers.entries()) {
      const before = answers[index - 1];
      if (before && before.seq > seq)
        violations.push({ kind: 'acknowledged out of order', where, detail: `${seq} after ${before.seq}` });
    }
  return violations;
}

function checkOrder({ reader, conversations }: View): Violation[] {
  const violations: Violation[] = [];
  for (const [conversationId, { messages }] of conversations) {
    const where = `${reader}, conversation ${conversationId}`;
    violations.push(...holes(where, messages));
    const twice = [
      ...groupBy(messages, ({ id }) => id).values(),
      ...groupBy(messages, nameOf).values(),
    ].filter((same) => same.length > 1);
    if (twice.length > 0)
      violations.push({ kind: 'shown twice', where, detail: `seq ${seqsOf(twice.flat())}` });
    const late = messages.filter(({ seq }, index) => seq < (messages[index - 1]?.seq ?? 0));
    if (late.length > 0)
      violations.push({ kind: 'shown out of order', where, detail: `seq ${seqsOf(late)}` });
  }
  return violations;
}

function checkAgainstStore({ conversations }: View, stored: readonly StoredMessage[]): Violation[] {
  const rows = groupBy(stored, ({ conversationId }) => conversationId);
  const ids = new Set([...rows.keys(), ...conversations.keys()]);
  return [...ids].flatMap((conversationId) => {
    const kept = (rows.get(conversationId) ?? []).toSorted((a, b) => a.seq - b.seq).map(placeOf);
    const shown = (conversations.get(conversationId)?.messages ?? []).map(placeOf);
    const where = `a fresh reader, conversation ${conversationId}`;
    return difference('differs from the store', where, kept, shown);
  });
}

const placeOf = (message: StoredMessage) => `${message.seq}: ${message.id}, ${nameOf(message)}`;

function checkAgainstFresh(client: View, fresh: View): Violation[] {
  return [...fresh.conversations].flatMap(([conversationId, expected]) => {
    const shown = client.conversations.get(conversationId) ?? { messages: [], readSeqs: {} };
    const where = `${client.reader}, conversation ${conversationId}`;
    return difference('differs from a fresh reader', where, linesOf(expected), linesOf(shown));
  });
}

const linesOf = ({ messages, readSeqs }: Shown) => [...messages.map(canonical), canonical(readSeqs)];

/** The same text for messages that look the same, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The first line in which two lists differ, where they do. */
function difference(
  kind: ViolationKind,
  where: string,
  expected: readonly string[],
  shown: readonly string[],
): Violation[] {
  const length = Math.max(expected.length, shown.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => expected[index] !== shown[index]);
  if (at === undefined) return [];
  const lines = `${expected[at] ?? 'nothing'} is shown as ${shown[at] ?? 'nothing'}`;
  return [{ kind, where, detail: `${expected.length} lines expected, ${shown.length} shown; ${lines}` }];
}

const seqsOf = (messages: readonly { seq: number }[]) => some(messages.map(({ seq }) => seq));

/** The first few of a list that may be long. */
const some = (list: readonly number[]) =>
  list.length > 10 ? `${list.slice(0, 10).join(', ')} and ${list.length - 10} more` : list.join(', ');
