import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta, Message } from '#server/protocol/conversation.ts';
import { createSequencer } from './sequencer.ts';

const CONVERSATION = 1;

const message = (version: number): Message => ({
  id: version,
  conversationId: CONVERSATION,
  seq: version,
  version,
  senderId: 1,
  clientId: `c${version}`,
  kind: 'text',
  content: `message ${version}`,
  replyTo: null,
  reactions: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
});

/** Everything after `since` up to `version`. */
const delta = (since: number, version: number): Delta => ({
  conversationId: CONVERSATION,
  since,
  version,
  lastSeq: version,
  conversation: null,
  messages: Array.from({ length: version - since }, (_, index) => message(since + index + 1)),
  participants: [],
});

/** A store with `head` versions, which answers at most `page` of them, and a sequencer on it. */
function scene({ head, page = 3, from = 0 }: { head: number; page?: number; from?: number }) {
  const store = { head, away: false };
  const delivered: Delta[] = [];
  const failures: unknown[] = [];
  const reads: Promise<unknown>[] = [];
  const sequencer = createSequencer({
    changes(_conversationId, since) {
      const read = Promise.resolve().then(() => {
        if (store.away) throw new Error('the store is away');
        return delta(since, Math.min(store.head, since + page));
      });
      reads.push(read);
      return read;
    },
    deliver: (one) => void delivered.push(one),
    failed: (error) => void failures.push(error),
  });
  sequencer.follow(CONVERSATION, { version: from, lastSeq: 0 });
  return {
    store,
    sequencer,
    delivered,
    failures,
    versions: () => delivered.flatMap(({ messages }) => messages.map(({ version }) => version)),
    /** Resolves when nothing is being read any more. */
    async quiet() {
      for (let count = -1; count !== reads.length;) {
        count = reads.length;
        await Promise.allSettled(reads);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

const upTo = (head: number) => Array.from({ length: head }, (_, index) => index + 1);

describe('the sequencer', () => {
  it('passes on what comes in order, at once', () => {
    const { sequencer, versions } = scene({ head: 3 });
    sequencer.offer(delta(0, 1));
    sequencer.offer(delta(1, 3));
    expect(versions()).toEqual([1, 2, 3]);
  });

  it('lets each version through once, also of a delta that overlaps', () => {
    const { sequencer, delivered, versions } = scene({ head: 4 });
    sequencer.offer(delta(0, 2));
    sequencer.offer(delta(0, 2));
    sequencer.offer(delta(0, 4));
    expect(versions()).toEqual([1, 2, 3, 4]);
    expect(delivered.map(({ since, version }) => [since, version])).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it('holds back what lies beyond a hole until the store has filled it', async () => {
    const { sequencer, delivered, versions, quiet } = scene({ head: 8 });
    sequencer.offer(delta(6, 8));
    expect(delivered).toEqual([]);
    await quiet();
    expect(versions()).toEqual(upTo(8));
  });

  it('learns of a lost last push from the heartbeat', async () => {
    const { sequencer, versions, quiet } = scene({ head: 5 });
    sequencer.offer(delta(0, 2));
    sequencer.head(CONVERSATION, 5);
    await quiet();
    expect(versions()).toEqual(upTo(5));
  });

  it('asks again with the next heartbeat when the store was away', async () => {
    const { store, sequencer, versions, failures, quiet } = scene({ head: 4 });
    store.away = true;
    sequencer.offer(delta(2, 4));
    await quiet();
    expect(failures).toHaveLength(1);
    expect(versions()).toEqual([]);
    store.away = false;
    sequencer.head(CONVERSATION, 4);
    await quiet();
    expect(versions()).toEqual(upTo(4));
  });

  it('says nothing of what is followed no longer, also when it was just being read', async () => {
    const { sequencer, delivered, quiet } = scene({ head: 4 });
    sequencer.offer(delta(2, 4));
    sequencer.unfollow(CONVERSATION);
    sequencer.offer(delta(0, 1));
    await quiet();
    expect(delivered).toEqual([]);
  });

  it('brings nothing old to who follows anew', async () => {
    const { sequencer, versions, quiet } = scene({ head: 9 });
    sequencer.offer(delta(2, 4));
    sequencer.unfollow(CONVERSATION);
    sequencer.follow(CONVERSATION, { version: 8, lastSeq: 0 });
    sequencer.offer(delta(8, 9));
    await quiet();
    expect(versions()).toEqual([9]);
  });

  it('begins where it is told, and keeps its cursor when told again', () => {
    const { sequencer, versions } = scene({ head: 9, from: 7 });
    sequencer.follow(CONVERSATION, { version: 2, lastSeq: 0 });
    sequencer.offer(delta(6, 8));
    expect(versions()).toEqual([8]);
  });

  it('brings every version once and in order, whatever is lost, repeated or late', async () => {
    const pushes = fc
      .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 })
      .chain((sizes) => {
        const deltas: Delta[] = [];
        for (const size of sizes) {
          const since = deltas.at(-1)?.version ?? 0;
          deltas.push(delta(since, since + size));
        }
        // Any subset (loss) of any repetition (duplication) in any order.
        const copies = [...deltas, ...deltas, ...deltas];
        return fc.record({
          head: fc.constant(deltas.at(-1)?.version ?? 0),
          offered: fc.shuffledSubarray(copies),
          /** Before which of them the event loop turns. */
          pauses: fc.array(fc.boolean(), { minLength: copies.length, maxLength: copies.length }),
          failsAt: fc.array(fc.nat(copies.length), { maxLength: 2 }),
          page: fc.integer({ min: 1, max: 4 }),
        });
      });
    await fc.assert(
      fc.asyncProperty(pushes, async ({ head, offered, pauses, failsAt, page }) => {
        const { store, sequencer, delivered, versions, quiet } = scene({ head, page });
        for (const [index, push] of offered.entries()) {
          store.away = failsAt.includes(index);
          sequencer.offer(push);
          if (pauses[index]) await new Promise((resolve) => setImmediate(resolve));
        }
        await quiet();
        store.away = false;
        sequencer.head(CONVERSATION, head);
        await quiet();
        expect(versions()).toEqual(upTo(head));
        expect(delivered.at(-1)?.version ?? 0).toBe(head);
        for (const [index, { since }] of delivered.entries())
          expect(since).toBe(delivered[index - 1]?.version ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});
