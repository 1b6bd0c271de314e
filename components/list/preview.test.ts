import { expect, test } from 'vitest';
import { previewOf } from './preview.ts';

const last = {
  seq: 3,
  senderId: 2,
  senderName: 'Grace Hopper',
  kind: 'text',
  excerpt: 'Nanoseconds',
} as const;

test('in a group the sender stands by the first name, in a direct conversation nobody does', () => {
  expect(previewOf({ kind: 'group', last }, 1)).toEqual({ sender: 'Grace', text: 'Nanoseconds' });
  expect(previewOf({ kind: 'direct', last }, 1)).toEqual({ sender: null, text: 'Nanoseconds' });
});

test('one’s own message says so', () => {
  expect(previewOf({ kind: 'direct', last }, 2)).toEqual({ sender: 'You', text: 'Nanoseconds' });
});

test('a line about the conversation has no sender', () => {
  const line = { ...last, kind: 'system', excerpt: 'Grace Hopper left' } as const;
  expect(previewOf({ kind: 'group', last: line }, 1)).toEqual({ sender: null, text: 'Grace Hopper left' });
});

test('what has no text is named', () => {
  const text = (change: object) => previewOf({ kind: 'direct', last: { ...last, ...change } }, 1).text;
  expect(text({ excerpt: '' })).toBe('Message deleted');
  const file = { id: '', name: 'paper.pdf', mimeType: '', size: 1, width: null, height: null };
  expect(text({ kind: 'file', excerpt: '', file })).toBe('paper.pdf');
  expect(text({ kind: 'image', excerpt: '', file: { ...file, width: 3, height: 2 } })).toBe('Photo');
  expect(text({ kind: 'image', excerpt: 'Sunset', file: { ...file, width: 3, height: 2 } })).toBe('Sunset');
  expect(text({ excerpt: 'one\n\n  two ' })).toBe('one two');
  expect(previewOf({ kind: 'direct', last: null }, 1).text).toBe('No messages yet');
});
