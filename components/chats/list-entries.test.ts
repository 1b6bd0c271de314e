import { expect, test } from 'vitest';
import type { ConversationRow } from '#components/realtime/types.ts';
import type { Person } from '#server/protocol/identity.ts';
import { entriesOf, findRows } from './list-entries.ts';

const person = (id: number, username: string, name: string): Person => ({ id, username, name, role: 'USER' });
const grace = person(2, 'amazing', 'Grace Hopper');
const alan = person(3, 'alan', 'Alan Turing');

const row = (id: number, name: string, peer: Person | null): ConversationRow => ({
  id,
  uuid: '00000000-0000-4000-8000-000000000000',
  kind: peer ? 'direct' : 'group',
  title: peer ? null : name,
  createdBy: 1,
  createdAt: '2026-03-10T12:00:00.000Z',
  activeAt: '2026-03-10T12:00:00.000Z',
  lastSeq: 0,
  version: 1,
  peer,
  last: null,
  readSeq: 0,
  name,
  unread: 0,
});
const rows = [row(11, 'Compilers', null), row(12, 'Grace Hopper', grace)];

test('rows are found by name and by username, in their order', () => {
  expect(findRows(rows, '')).toEqual(rows);
  expect(findRows(rows, 'comp').map(({ id }) => id)).toEqual([11]);
  expect(findRows(rows, 'amaz').map(({ id }) => id)).toEqual([12]);
});

test('people with whom there is a conversation are not listed a second time', () => {
  const entries = entriesOf([], [grace, alan], rows);
  expect(entries.map(({ key }) => key)).toEqual(['people', 'person-3']);
});

test('without strangers there is no heading', () => {
  expect(entriesOf(rows, [grace], rows).map(({ key }) => key)).toEqual(['chat-11', 'chat-12']);
});
