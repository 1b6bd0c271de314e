import { describe, expect, test } from 'vitest';
import type { TimelineItem } from '#components/realtime/types.ts';
import { utcDay } from '#components/conversation/time/day.ts';
import { placeMessages } from './place-messages.ts';

const ada = 1;
const grace = 2;

/** Messages of `[sender, time, changes]`, numbered from `firstSeq`. */
function timeline(rows: [number, string, Partial<TimelineItem>?][], firstSeq = 1): TimelineItem[] {
  return rows.map(([senderId, time, changes], index) => ({
    key: `${firstSeq + index}`,
    conversationId: 1,
    id: 100 + firstSeq + index,
    seq: firstSeq + index,
    senderId,
    clientId: `${firstSeq + index}`,
    kind: 'text',
    content: 'Hello',
    replyTo: null,
    reactions: {},
    createdAt: `2026-11-${time}Z`,
    editedAt: null,
    deletedAt: null,
    status: null,
    error: null,
    blob: null,
    ...changes,
  }));
}

const reader = { ownId: ada, dayOf: utcDay, unreadAfter: null, hasOlder: false };
const keysWhere = (
  items: TimelineItem[],
  what: 'head' | 'startsDay' | 'startsUnread' | 'lastOwn' | 'own',
  changes: Partial<typeof reader> | { unreadAfter: number } = {},
) => placeMessages(items, { ...reader, ...changes }).flatMap((row) => (row[what] ? row.item.key : []));

describe('a group', () => {
  test('goes on within five minutes of one sender', () => {
    const items = timeline([
      [grace, '20T10:00:00'],
      [grace, '20T10:05:00'],
      [grace, '20T10:10:01'],
      [ada, '20T10:10:02'],
    ]);
    expect(keysWhere(items, 'head')).toEqual(['1', '3', '4']);
  });

  test('ends at a system line, even one of the same person', () => {
    const items = timeline([
      [grace, '20T10:00:00'],
      [grace, '20T10:00:01', { kind: 'system' }],
      [grace, '20T10:00:02'],
    ]);
    expect(keysWhere(items, 'head')).toEqual(['1', '2', '3']);
    expect(keysWhere(items, 'own', { ownId: grace })).toEqual(['1', '3']);
  });

  test('ends with the day', () => {
    const items = timeline([
      [grace, '20T23:59:00'],
      [grace, '21T00:01:00'],
    ]);
    expect(keysWhere(items, 'head')).toEqual(['1', '2']);
  });
});

describe('a day', () => {
  const items = timeline([
    [grace, '20T10:00:00'],
    [ada, '20T23:59:59'],
    [ada, '21T00:00:00'],
  ]);

  test('begins with its first message', () => {
    expect(keysWhere(items, 'startsDay')).toEqual(['1', '3']);
  });

  test('is not said to begin where older messages are not loaded', () => {
    expect(keysWhere(items, 'startsDay', { hasOlder: true })).toEqual(['3']);
  });
});

describe('the first unread', () => {
  const items = timeline(
    [
      [grace, '20T10:00:00'],
      [ada, '20T10:01:00'],
      [grace, '20T10:02:00'],
      [grace, '20T10:03:00'],
    ],
    7,
  );

  test('is the first of somebody else after the pointer, and begins a group', () => {
    expect(keysWhere(items, 'startsUnread', { unreadAfter: 7 })).toEqual(['9']);
    expect(keysWhere(items, 'startsUnread', { unreadAfter: 9 })).toEqual(['10']);
    expect(keysWhere(items, 'head', { unreadAfter: 9 })).toContain('10');
  });

  test('is none when everything was read', () => {
    expect(keysWhere(items, 'startsUnread')).toEqual([]);
    expect(keysWhere(items, 'startsUnread', { unreadAfter: 10 })).toEqual([]);
  });
});

test('the last own one is neither deleted nor a system line', () => {
  const items = timeline([
    [ada, '20T10:00:00'],
    [ada, '20T10:01:00', { deletedAt: '2026-11-20T10:02:00Z' }],
    [ada, '20T10:03:00', { kind: 'system' }],
    [grace, '20T10:04:00'],
  ]);
  expect(keysWhere(items, 'lastOwn')).toEqual(['1']);
});
