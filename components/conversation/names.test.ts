import { expect, test } from 'vitest';
import { listNames, typingSentence } from './names.ts';

test.each([
  [['Ada'], 'Ada'],
  [['Ada', 'Grace'], 'Ada and Grace'],
  [['Ada', 'Grace', 'Tim'], 'Ada, Grace and Tim'],
  [['Ada', 'Grace', 'Tim', 'Joan'], 'Ada, Grace and 2 others'],
])('%j are listed as %s', (names, words) => {
  expect(listNames(names)).toBe(words);
});

test.each([
  [[], ''],
  [['Ada'], 'Ada is typing'],
  [['Ada', 'Grace'], 'Ada and Grace are typing'],
  [['Ada', 'Grace', 'Tim', 'Joan'], 'Several people are typing'],
])('when %j type: %j', (names, words) => {
  expect(typingSentence(names)).toBe(words);
});
