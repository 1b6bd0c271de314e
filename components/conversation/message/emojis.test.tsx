import { beforeEach, expect, test } from 'vitest';
import { emoji } from '#server/protocol/fields.ts';
import { commonEmojis, quickEmojis, recentEmojis, rememberEmoji } from './emojis.ts';

beforeEach(() => localStorage.clear());

test('the server takes every emoji that is offered', () => {
  expect(commonEmojis.flat().filter((common) => !emoji.safeParse(common).success)).toEqual([]);
});

test('the last used come first, each once', () => {
  for (const used of ['🚀', '👀', '🚀']) rememberEmoji(used);
  expect(recentEmojis()).toEqual(['🚀', '👀']);
  expect(quickEmojis(4)).toEqual(['🚀', '👀', '👍', '❤️']);
});

test('something else under the key does no harm', () => {
  localStorage.setItem('switchboard:recent-emojis', '{"a":');
  expect(recentEmojis()).toEqual([]);
  localStorage.setItem('switchboard:recent-emojis', '[1,"👍"]');
  expect(recentEmojis()).toEqual(['👍']);
});
