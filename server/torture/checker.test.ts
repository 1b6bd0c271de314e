import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '#server/protocol/conversation.ts';
import { check, type Evidence, type View } from './checker.ts';

const message = (conversationId: number, seq: number): Message => ({
  id: conversationId * 1_000 + seq,
  conversationId,
  seq,
  version: seq + 1,
  senderId: 1 + (seq % 3),
  clientId: `c${seq}`,
  kind: 'text',
  content: `message ${seq}`,
  replyTo: null,
  reactions: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
});

/** A run of two conversations in which every promise was kept. */
function good(lengths: readonly number[] = [6, 4]): Evidence {
  const conversations = new Map(
    lengths.map((length, index) => [
      index + 1,
      Array.from({ length }, (_, at) => message(index + 1, at + 1)),
    ]),
  );
  const all = [...conversations.values()].flat();
  const view = (reader: string): View => ({
    reader,
    conversations: new Map(
      [...conversations].map(([id, messages]) => [
        id,
        { messages: messages.map((one) => ({ ...one })), readSeqs: { 1: 3, 2: messages.length } },
      ]),
    ),
  });
  return {
    acknowledged: all.map((one) => ({ ...one })),
    stored: all.toReversed().map((one) => ({ ...one })),
    fresh: view('fresh'),
    clients: [view('ada'), view('grace')],
  };
}

const kinds = (evidence: Evidence) => new Set(check(evidence).map(({ kind }) => kind));

/** The view with the messages of conversation 1 as `change` makes them. */
const changed = (view: View, change: (messages: Message[]) => readonly Message[]): View => ({
  ...view,
  conversations: new Map(
    [...view.conversations].map(([id, shown]) => [
      id,
      id === 1 ? { ...shown, messages: change([...shown.messages]) } : shown,
    ]),
  ),
});
const withAda = (evidence: Evidence, change: (messages: Message[]) => readonly Message[]): Evidence => ({
  ...evidence,
  clients: evidence.clients.map((client) => (client.reader === 'ada' ? changed(client, change) : client)),
});
const everywhere = (evidence: Evidence, change: (messages: Message[]) => readonly Message[]): Evidence => ({
  ...evidence,
  stored: [
    ...evidence.stored.filter((row) => row.conversationId !== 1),
    ...change([...(good().fresh.conversations.get(1)?.messages ?? [])]),
  ],
  fresh: changed(evidence.fresh, change),
  clients: evidence.clients.map((client) => changed(client, change)),
});

describe('the checker', () => {
  it('finds nothing where every promise was kept', () => {
    expect(check(good())).toEqual([]);
    expect(
      check({ acknowledged: [], stored: [], fresh: { reader: 'x', conversations: new Map() }, clients: [] }),
    ).toEqual([]);
  });

  it('does not mind what was stored though it was not acknowledged', () => {
    const evidence = good();
    expect(check({ ...evidence, acknowledged: evidence.acknowledged.slice(3) })).toEqual([]);
  });

  it('finds an acknowledged message that is gone', () => {
    const lost = everywhere(good(), (messages) => messages.slice(0, -1));
    expect(kinds(lost)).toEqual(new Set(['acknowledged but missing']));
  });

  it('finds an acknowledged message that another has the place of', () => {
    const moved = everywhere(good(), (messages) =>
      messages.map((one) => (one.seq === 6 ? { ...one, id: 9_999, clientId: 'other' } : one)),
    );
    expect(kinds(moved)).toEqual(new Set(['acknowledged but missing']));
  });

  it('finds one that is stored twice, and one that was acknowledged with two places', () => {
    const again = { ...message(1, 7), clientId: 'c6', senderId: message(1, 6).senderId };
    const twice = everywhere(good(), (messages) => [...messages, again]);
    expect(kinds(twice)).toEqual(new Set(['stored twice', 'shown twice']));
    const told = { ...twice, acknowledged: [...twice.acknowledged, again] };
    expect(kinds(told)).toEqual(new Set(['stored twice', 'shown twice', 'acknowledged in two places']));
  });

  it('finds a hole in the store', () => {
    const hole = everywhere(good(), (messages) => messages.filter(({ seq }) => seq !== 3));
    expect(kinds(hole)).toEqual(new Set(['hole', 'acknowledged but missing']));
  });

  it('finds a sender whose messages changed places', () => {
    const evidence = good();
    expect(kinds({ ...evidence, acknowledged: evidence.acknowledged.toReversed() })).toEqual(
      new Set(['acknowledged out of order']),
    );
  });

  it('does not mind a repeat that is answered late', () => {
    const evidence = good();
    expect(
      check({ ...evidence, acknowledged: [...evidence.acknowledged, ...evidence.acknowledged.slice(0, 2)] }),
    ).toEqual([]);
  });

  it('finds a client that lacks the last message, or one in between', () => {
    expect(kinds(withAda(good(), (messages) => messages.slice(0, -1)))).toEqual(
      new Set(['differs from a fresh reader']),
    );
    expect(kinds(withAda(good(), (messages) => messages.filter(({ seq }) => seq !== 3)))).toEqual(
      new Set(['differs from a fresh reader', 'hole']),
    );
  });

  it('finds a client that knows nothing of a conversation', () => {
    const evidence = good();
    const [ada] = evidence.clients;
    if (!ada) throw new Error('Ada is missing');
    const conversations = new Map([...ada.conversations].filter(([id]) => id !== 2));
    expect(kinds({ ...evidence, clients: [{ ...ada, conversations }] })).toEqual(
      new Set(['differs from a fresh reader']),
    );
  });

  it('finds a client that shows a message twice, or two in the wrong order', () => {
    expect(kinds(withAda(good(), (messages) => [...messages, ...messages.slice(-1)]))).toEqual(
      new Set(['differs from a fresh reader', 'shown twice']),
    );
    expect(kinds(withAda(good(), (messages) => messages.toReversed()))).toEqual(
      new Set(['differs from a fresh reader', 'shown out of order']),
    );
  });

  it('finds a client that missed an edit, and does not mind the order of keys', () => {
    const edit = (messages: Message[]) =>
      messages.map((one) => (one.seq === 2 ? { ...one, content: 'edited' } : one));
    expect(kinds(withAda(good(), edit))).toEqual(new Set(['differs from a fresh reader']));
    const reordered = (messages: Message[]) =>
      messages.map((one) => Object.fromEntries(Object.entries(one).toReversed()) as Message);
    expect(check(withAda(good(), reordered))).toEqual([]);
  });

  it('finds a client that does not know who has read how far', () => {
    const evidence = good();
    const clients = evidence.clients.map((client) => ({
      ...client,
      conversations: new Map(
        [...client.conversations].map(([id, shown]) => [id, { ...shown, readSeqs: { 1: 3 } }]),
      ),
    }));
    expect(kinds({ ...evidence, clients })).toEqual(new Set(['differs from a fresh reader']));
  });

  it('finds a fresh reader who reads something else than is stored', () => {
    const evidence = good();
    const blind = changed(evidence.fresh, (messages) => messages.slice(1));
    expect(kinds({ ...evidence, fresh: blind })).toContain('differs from the store');
  });

  it('finds any one fault in any run', () => {
    type Fault = (messages: Message[], at: number) => readonly Message[];
    const faults: Record<string, Fault> = {
      lose: (messages, at) => messages.toSpliced(at, 1),
      repeat: (messages, at) => messages.toSpliced(at, 0, ...messages.slice(at, at + 1)),
      swap: (messages, at) => messages.toSpliced(at, 2, ...messages.slice(at, at + 2).toReversed()),
      rewrite: (messages, at) =>
        messages.map((one, index) => (index === at ? { ...one, content: 'other' } : one)),
      react: (messages, at) =>
        messages.map((one, index) => (index === at ? { ...one, reactions: { '👍': [1] } } : one)),
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.nat(28),
        fc.constantFrom(...Object.keys(faults)),
        (length, position, name) => {
          const evidence = good([length, 5]);
          const fault = faults[name];
          if (!fault) throw new Error(name);
          const at = position % (length - 1);
          expect(check(evidence)).toEqual([]);
          expect(check(withAda(evidence, (messages) => fault(messages, at)))).not.toEqual([]);
        },
      ),
    );
  });
});
