import { expect, test } from 'vitest';
import { isEmojiOnly } from './emoji-only.ts';

test.each(['👍', ' ❤️ ', '🎉🎉🎉', '👩🏽‍💻 👨‍👩‍👧‍👦', '🇩🇪'])('%s is shown larger', (text) => {
  expect(isEmojiOnly(text)).toBe(true);
});

test.each(['', '1', '#', '👍 yes', '👍👍👍👍', '©'])('%j is not', (text) => {
  expect(isEmojiOnly(text)).toBe(false);
});
