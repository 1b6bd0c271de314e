import { describe, expect, it } from 'vitest';
import { ChatError, errorTable, isChatError, viewError } from './errors.ts';

describe('the table of errors', () => {
  it.each(Object.entries(errorTable))(
    '%s has a text, and a status that says whether to try again',
    (_code, row) => {
      expect(row.message).toMatch(/^[A-Z].*[^.]$/);
      expect(row.status).toBeGreaterThanOrEqual(400);
      // What is wrong with the request stays wrong; what is wrong with us, or came too often, may pass.
      expect(row.retryable).toBe(row.status === 429 || row.status >= 500);
    },
  );
});

describe('an error as a client sees it', () => {
  it('has its code and text, and what rides along', () => {
    const error = new ChatError('rate_limited', { retryAfter: 3 }, 'Too many messages, try again in 3 s');
    expect(viewError(error)).toEqual({
      code: 'rate_limited',
      message: 'Too many messages, try again in 3 s',
      retryable: true,
      details: { retryAfter: 3 },
    });
    expect(viewError(new ChatError('forbidden'))).toEqual({
      code: 'forbidden',
      message: 'You may not do this',
      retryable: false,
    });
  });

  it.each([
    new Error('password of the database is hunter2'),
    Object.assign(new Error('hunter2'), { code: 'forbidden' }),
    Object.assign(new Error('hunter2'), { name: 'ChatError', code: 'toString' }),
    'hunter2',
    null,
    undefined,
    { name: 'ChatError', code: 'forbidden', message: 'hunter2' },
  ])('shows nothing of %s, which was not meant for it', (thrown) => {
    expect(viewError(thrown)).toEqual({
      code: 'internal',
      message: 'Something went wrong on our side',
      retryable: true,
    });
  });

  it('is known when it comes from another copy of this module', () => {
    class Copy extends Error {
      override name = 'ChatError';
      code = 'forbidden';
    }
    expect(isChatError(new Copy('You may not do this'))).toBe(true);
  });
});
