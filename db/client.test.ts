import { describe, expect, it } from 'vitest';
import { isConnectionError } from './client.ts';

const failure = (code: string | undefined, message = 'failed') => Object.assign(new Error(message), { code });

describe('a failed statement', () => {
  it.each([
    failure('ECONNREFUSED'),
    failure('ECONNRESET'),
    failure('EPIPE'),
    failure('ENOENT'),
    failure('08006'),
    failure('08P01'),
    failure('57P01'),
    failure('57P02'),
    failure('57P03'),
    failure('53300'),
    failure('40001'),
    failure('40P01'),
    failure(undefined, 'Connection terminated unexpectedly'),
    failure(undefined, 'Connection terminated due to connection timeout'),
    failure(undefined, 'timeout exceeded when trying to connect'),
    failure(undefined, 'Client has encountered a connection error and is not queryable'),
  ])('may go well later: $code $message', (error) => {
    expect(isConnectionError(error)).toBe(true);
  });

  it.each([
    failure('23505'),
    failure('22P05'),
    failure('22008'),
    failure('42P01'),
    failure('57014'),
    failure('53100'),
    failure(undefined, 'x is not a function'),
    'ECONNRESET',
    null,
  ])('will not: %s', (error) => {
    expect(isConnectionError(error)).toBe(false);
  });
});
