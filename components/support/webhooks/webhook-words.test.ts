import { expect, it } from 'vitest';
import { attemptsWords } from './webhook-words.ts';

const delivery = {
  id: '',
  event: 'created',
  chatId: 1,
  state: 'pending',
  nextAttemptAt: null,
  at: '',
  deliveredAt: null,
} as const;

it.each([
  [{ attempts: 0, lastStatus: null, lastError: null }, 'Not tried yet'],
  [{ attempts: 1, lastStatus: null, lastError: null }, '1 attempt, no answer yet'],
  [{ attempts: 1, lastStatus: 204, lastError: null }, '1 attempt, last: answer 204'],
  [
    { attempts: 3, lastStatus: null, lastError: 'Nobody listens there' },
    '3 attempts, last: Nobody listens there',
  ],
  [
    { attempts: 2, lastStatus: 302, lastError: 'Redirects are not followed' },
    '2 attempts, last: answer 302, Redirects are not followed',
  ],
])('says of %o: %s', (tried, words) => {
  expect(attemptsWords({ ...delivery, ...tried })).toBe(words);
});
