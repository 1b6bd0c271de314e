import { expect, test } from 'vitest';
import { clientWords, deskWords } from './state-words.ts';

test.each([
  ['PENDING', null, 2, 'Waiting for an admin, 2 ahead of you'],
  ['PENDING', null, 0, 'Waiting for an admin, you are next'],
  ['PENDING', null, 100, 'Waiting for an admin, 100 or more ahead of you'],
  ['PENDING', null, null, 'Waiting for an admin'],
  ['ACTIVE', 'Grace', null, 'Grace answers'],
  ['ACTIVE', null, null, 'An admin answers'],
  ['CLOSED', 'Grace', null, 'Closed'],
] as const)('a client is told of %s, %s, %s: %s', (status, owner, ahead, words) => {
  expect(clientWords({ status }, { owner, ahead })).toBe(words);
});

test.each([
  ['PENDING', null, false, 'Waiting'],
  ['ACTIVE', 'Grace', true, 'Yours'],
  ['ACTIVE', 'Grace', false, 'Grace answers'],
  ['CLOSED', 'Grace', false, 'Closed'],
] as const)('an admin is told of %s, %s, own %s: %s', (status, owner, own, words) => {
  expect(deskWords({ status }, owner, own)).toBe(words);
});
