import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delta, HistoryPage } from '#server/protocol/conversation.ts';
import { createTestHub, type TestHub } from './test-hub.ts';
import {
  applyDelta,
  atTail,
  extend,
  joinDeltas,
  openTimeline,
  replaceWindow,
  type Timeline,
} from './timeline.ts';

const ada = 1;
const grace = 2;

function fetchChanges(hub: TestHub, id: number, since: number): Delta {
  const pages: Delta[] = [];
  let next = since;
  for (;;) {
    const { delta, hasMore } = hub.run(ada, 'conversation.changes', { conversationId: id, since: next });
    pages.push(delta);
    next = delta.version;
    if (!hasMore) break;
  }
  const joined = joinDeltas(pages);
  if (!joined) throw new Error('no page');
  return joined;
}

/** What must be equal: everything but the versions of the pointers that sends have moved. */
const shown = (timeline: Timeline) => ({
  ...timeline,
  participants: [...timeline.participants.values()]
    .map((participant) => ({ ...participant, version: 0 }))
    .toSorted((a, b) => a.userId - b.userId),
});

/** The same stretch of the conversation, read now. */
function freshLoad(hub: TestHub, id: number, like: Timeline): Timeline {
  const first = like.messages[0]?.seq ?? 1;
  const limit = Math.max(1, like.messages.length);
  const page = hub.history(ada, { conversationId: id, after: first - 1, limit });
  return { ...openTimeline(hub.open(ada, id), page), hasOlder: first > 1 };
}

/** One thing that happens; the numbers choose among what there is. */
const step = fc.record({
  kind: fc.constantFrom(
    'send',
    'send',
    'reply',
    'edit',
    'delete',
    'react',
    'read',
    'rename',
    'join',
    'deliver',
    'deliver',
    'deliver',
    'forget',
    'older',
    'newer',
    'around',
    'arrive',
    'catch up',
  ),
  pick: fc.nat(1_000),
  who: fc.constantFrom(ada, grace, 3),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** A group with some messages, a window on it, and everything that may be on the wire between them. */
function createWorld(size: number) {
  const hub = createTestHub({ changesPage: 3 });
  let sent = 0;
  const id = hub.create([ada, grace, 3], 'Group');
  for (let n = 0; n < size; n += 1) hub.send(ada + (n % 2), send(`before ${n}`));
  const wire: Delta[] = [];
  const pages: { page: HistoryPage; put: (timeline: Timeline, page: HistoryPage) => Timeline }[] = [];
  hub.onCommit((delta) => wire.push(delta));
  let timeline = openTimeline(hub.open(ada, id), hub.history(ada, { conversationId: id, limit: 5 }));

  function send(content: string, replyToId: number | null = null) {
    sent += 1;
    return { conversationId: id, clientId: `${content}/${sent}`, content, replyToId };
  }

  /** A message that has not been deleted. */
  function someMessage(pick: number) {
    const { messages } = hub.history(ada, { conversationId: id, after: 0, limit: 1_000 });
    return at(
      messages.filter(({ deletedAt }) => deletedAt === null),
      pick,
    )?.id;
  }

  function ask(range: object, put: (timeline: Timeline, page: HistoryPage) => Timeline) {
    pages.push({ page: hub.history(ada, { conversationId: id, limit: 4, ...range }), put });
  }

  function take({ kind, pick, who }: Step) {
    const messageId = someMessage(pick);
    const [first, last] = [timeline.messages[0]?.seq ?? 1, timeline.messages.at(-1)?.seq ?? 0];
    if (kind === 'send') hub.send(who, send(`text ${pick}`));
    else if (kind === 'join') hub.add(id, 4 + (pick % 3));
    else if (kind === 'rename') hub.rename(id, `Title ${pick}`);
    else if (kind === 'read') hub.read(who, id, pick % (timeline.lastSeq + 1));
    else if (kind === 'deliver' && wire.length > 0) {
      const delta = at(wire, pick);
      if (delta) timeline = applyDelta(timeline, delta);
      // Half of them stay on the wire, to come once more.
      if (pick % 2 === 0) wire.splice(pick % wire.length, 1);
    } else if (kind === 'forget') wire.splice(pick % Math.max(1, wire.length), 1);
    else if (kind === 'older') ask({ before: Math.max(1, first) }, (t, page) => extend(t, page, 'older'));
    else if (kind === 'newer') ask({ after: last }, (t, page) => extend(t, page, 'newer'));
    else if (kind === 'around' && timeline.lastSeq > 0)
      ask({ around: 1 + (pick % timeline.lastSeq) }, replaceWindow);
    else if (kind === 'arrive') {
      const answer = pages.splice(pick % Math.max(1, pages.length), 1)[0];
      if (answer) timeline = answer.put(timeline, answer.page);
    } else if (kind === 'catch up') timeline = applyDelta(timeline, fetchChanges(hub, id, timeline.version));
    else if (messageId !== undefined) {
      if (kind === 'reply') hub.send(who, send(`reply ${pick}`, messageId));
      if (kind === 'edit') hub.edit(messageId, `edited ${pick}`);
      if (kind === 'delete') hub.remove(messageId);
      if (kind === 'react') hub.react(who, messageId, '👍', pick % 3 > 0);
    }
  }

  return {
    hub,
    id,
    take,
    current: () => timeline,
    catchUp() {
      timeline = applyDelta(timeline, fetchChanges(hub, id, timeline.version));
    },
  };
}

describe('a window', () => {
  test('equals a fresh load after catch-up, whatever was lost, doubled, late or out of order', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.array(step, { maxLength: 60 }), (size, steps) => {
        const world = createWorld(size);
        for (const one of steps) {
          world.take(one);
          const { messages } = world.current();
          messages.forEach(({ seq }, index) => expect(seq).toBe((messages[0]?.seq ?? 0) + index));
        }
        world.catchUp();
        expect(shown(world.current())).toEqual(shown(freshLoad(world.hub, world.id, world.current())));
      }),
      { numRuns: 300 },
    );
  });

  test('stays at the tail while deltas come in order', () => {
    const hub = createTestHub();
    const id = hub.create([ada, grace]);
    let timeline = openTimeline(hub.open(ada, id), hub.history(ada, { conversationId: id }));
    hub.onCommit((delta) => (timeline = applyDelta(timeline, delta)));
    for (let n = 1; n <= 3; n += 1)
      hub.send(grace, { conversationId: id, clientId: `${n}`, content: `${n}` });
    expect(timeline.messages.map(({ content }) => content)).toEqual(['1', '2', '3']);
    expect(atTail(timeline)).toBe(true);
  });

  test('keeps the identity of messages that did not change', () => {
    const hub = createTestHub();
    const id = hub.create([ada, grace]);
    const first = hub.send(ada, { conversationId: id, clientId: 'a', content: 'one' });
    const second = hub.send(ada, { conversationId: id, clientId: 'b', content: 'two' });
    const before = openTimeline(hub.open(ada, id), hub.history(ada, { conversationId: id }));
    hub.edit(second.id, 'two, better');
    const after = applyDelta(before, hub.changes(id, before.version).delta);
    expect(after.messages[first.seq - 1]).toBe(before.messages[first.seq - 1]);
    expect(after.messages[second.seq - 1]).toMatchObject({ content: 'two, better' });
    expect(after.participants).toBe(before.participants);
  });

  test('an older page leaves the tail alone', () => {
    const hub = createTestHub();
    const id = hub.create([ada, grace]);
    for (let n = 0; n < 9; n += 1) hub.send(ada, { conversationId: id, clientId: `${n}`, content: `${n}` });
    const before = openTimeline(hub.open(ada, id), hub.history(ada, { conversationId: id, limit: 3 }));
    hub.send(grace, { conversationId: id, clientId: 'late', content: 'late' });
    const after = extend(before, hub.history(ada, { conversationId: id, before: 7, limit: 3 }), 'older');
    expect(atTail(after)).toBe(true);
    expect(after.messages.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(after.hasOlder).toBe(true);
  });
});
