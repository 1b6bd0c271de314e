import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delta, Message } from '#server/protocol/conversation.ts';
import { createCoalescing } from './coalescing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (id: number, version: number, content = 'text'): Message => ({
  id,
  conversationId: 7,
  seq: id,
  version,
  senderId: 1,
  clientId: `c${id}`,
  kind: 'text',
  content,
  replyTo: null,
  reactions: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
});

const delta = (version: number, change: Partial<Delta> = {}): Delta => ({
  conversationId: 7,
  since: version - 1,
  version,
  lastSeq: version,
  conversation: null,
  messages: [message(version, version)],
  participants: [],
  ...change,
});

function roomOf(sockets: number) {
  const sent: Delta[] = [];
  /** Ids of the messages that each was told to hold anew. */
  const told: number[][] = [];
  const coalescing = createCoalescing({
    send(news, fresh) {
      sent.push(news);
      told.push(fresh.map(({ id }) => id));
    },
    audience: () => sockets,
  });
  const push = (news: Delta, fresh: readonly Message[] = news.messages) => coalescing.push(news, fresh);
  return { ...coalescing, push, sent, told };
}

describe('coalescing', () => {
  it('tells a small room of every change at once', () => {
    const { push, sent } = roomOf(99);
    for (const version of [1, 2, 3]) push(delta(version));
    expect(sent).toEqual([delta(1), delta(2), delta(3)]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells a large room at once after a rest, and joins what comes while it rests', () => {
    const { push, sent } = roomOf(1_000);
    for (const version of [1, 2, 3]) push(delta(version));
    expect(sent).toEqual([delta(1)]);
    vi.advanceTimersByTime(50);
    const joined = delta(3, { since: 1, messages: [message(2, 2), message(3, 3)] });
    expect(sent).toEqual([delta(1), joined]);
    push(delta(4));
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(100);
    push(delta(5));
    expect(sent).toEqual([delta(1), joined, delta(4), delta(5)]);
  });

  it('keeps rooms apart', () => {
    const { push, sent } = roomOf(1_000);
    const other = { ...delta(2), conversationId: 8 };
    push(delta(1));
    push(other);
    expect(sent).toEqual([delta(1), other]);
  });

  it('joins to what catch-up would answer: each row once, at its last change', () => {
    const { push, sent } = roomOf(1_000);
    const person = (version: number, readSeq: number) => ({
      userId: 1,
      role: 'member' as const,
      readSeq,
      version,
      joinedAt: '2026-01-01T00:00:00.000Z',
      leftAt: null,
    });
    const titled = {
      id: 7,
      uuid: '00000000-0000-4000-8000-000000000000',
      kind: 'group' as const,
      title: 'New',
      createdBy: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      activeAt: '2026-01-01T00:00:00.000Z',
      lastSeq: 3,
      version: 4,
    };
    push(delta(1));
    push(delta(2));
    push(delta(3, { messages: [message(2, 3, 'edited')], lastSeq: 2, participants: [person(3, 1)] }));
    push(delta(4, { messages: [], lastSeq: 2, conversation: titled }));
    push(delta(5, { messages: [], lastSeq: 2, participants: [person(5, 2)] }));
    vi.advanceTimersByTime(50);
    expect(sent[1]).toEqual(
      delta(5, {
        since: 1,
        lastSeq: 2,
        conversation: titled,
        messages: [message(2, 3, 'edited')],
        participants: [person(5, 2)],
      }),
    );
  });

  it('flushes what waits, once', () => {
    const { push, flush, sent } = roomOf(1_000);
    push(delta(1));
    flush(7);
    push(delta(2));
    flush(7);
    flush(7);
    expect(sent).toEqual([delta(1), delta(2)]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(2);
  });

  it('knows which of the joined messages are new, in their order, as they are now', () => {
    const { push, sent, told } = roomOf(1_000);
    push(delta(1));
    push(delta(2));
    push(delta(3));
    push(delta(4, { messages: [message(1, 4, 'edited')] }), []);
    push(delta(5, { messages: [message(2, 5, 'edited')] }), []);
    vi.advanceTimersByTime(50);
    expect(told).toEqual([[1], [2, 3]]);
    expect(sent[1]?.messages.find(({ id }) => id === 2)?.content).toBe('edited');
  });

  it('sends everything at a stop, and lets no room rest after it', () => {
    const { push, stop, sent } = roomOf(1_000);
    push(delta(1));
    push(delta(2));
    stop();
    push(delta(3));
    expect(sent).toEqual([delta(1), delta(2), delta(3)]);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(3);
  });
});
