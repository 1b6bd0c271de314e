import { expect, test } from 'vitest';
import { chatIn, chatPath } from './chat-path.ts';

test('a conversation is found again by its address', () => {
  expect(chatIn(chatPath(7))).toBe(7);
  expect(chatPath(7, 120)).toBe('/chats/7?at=120');
});

test.each([
  '/chats',
  '/chats/',
  '/chats/0',
  '/chats/07',
  '/chats/x',
  '/chats/7/more',
  '/chats/1234567890123456',
])('%s names no conversation', (path) => {
  expect(chatIn(path)).toBeNull();
});
