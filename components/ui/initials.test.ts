import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada King Lovelace', 'AL'],
  ['grace', 'G'],
  ['grace.hopper', 'GH'],
  ['  Åsa   Öst ', 'ÅÖ'],
  ['👩‍🚀 Neil', '👩‍🚀N'],
  ['李 雷', '李雷'],
  ['', '?'],
  ['...', '?'],
])('%j has the initials %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
