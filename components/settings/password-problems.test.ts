import { expect, test } from 'vitest';
import { RestError } from '#components/rest/rest-call.ts';
import { checkPasswords, refusedPasswords } from './password-problems.ts';

test('the form says what is missing before it asks the server', () => {
  expect(checkPasswords({ current: '', next: 'long enough' })).toHaveProperty('current');
  expect(checkPasswords({ current: 'old-password', next: 'short' })).toHaveProperty('next');
  expect(checkPasswords({ current: 'old-password', next: 'old-password' })).toHaveProperty('next');
  expect(checkPasswords({ current: 'old-password', next: 'new-password' })).toBeUndefined();
});

test('a refusal stands at the field that it is about', () => {
  expect(refusedPasswords(new RestError('wrong_password', 'x'))).toHaveProperty('current');
  expect(refusedPasswords(new RestError('validation_failed', 'x'))).toHaveProperty('next');
  expect(refusedPasswords(new RestError('rate_limited', 'Too many attempts'))).toEqual({
    form: 'Too many attempts.',
  });
});

test('an error of ours shows nothing of its cause', () => {
  expect(refusedPasswords(new TypeError('x is undefined')).form).not.toContain('undefined');
});
