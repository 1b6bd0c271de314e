import { expect, it } from 'vitest';
import { durationWords } from './duration-words.ts';

it.each([
  [null, '–'],
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [95, '1 min 35 s'],
  [629, '10 min'],
  [3_599, '1 h'],
  [3_900, '1 h 5 min'],
  [86_399, '1 d'],
  [100_800, '1 d 4 h'],
  [86_400 * 12, '12 d'],
])('%s seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
