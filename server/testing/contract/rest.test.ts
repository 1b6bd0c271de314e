import { describe, expect, it } from 'vitest';
import { checkAnswer, operationAt } from './rest.ts';

const error = (more: object) =>
  JSON.stringify({ error: { code: 'unauthorized', message: 'Sign in first', ...more } });
const answer = (status: number, text: string, contentType: string | null = 'application/json') => ({
  status,
  text,
  contentType,
});

describe('the contract of REST', () => {
  it('takes what the document says', () => {
    checkAnswer('GET /api/health/live', answer(200, '{"status":"live"}', 'application/json; charset=utf-8'));
    checkAnswer('GET /api/account', answer(401, error({})));
    checkAnswer('DELETE /api/tokens', answer(204, '', null));
    checkAnswer('GET /api/metrics', answer(200, '# HELP', 'text/plain; version=0.0.4'));
    expect(operationAt('GET', '/api/chats/12')).toBe('GET /api/chats/[id]');
  });

  it.each([
    ['a key that is not in it', 'GET /api/health/live', answer(200, '{"status":"live","since":1}')],
    ['a key that is missing', 'GET /api/health/live', answer(200, '{}')],
    ['a key that is not in it, deep inside', 'GET /api/account', answer(401, error({ retryable: false }))],
    ['an error that the operation does not name', 'GET /api/health/live', answer(401, error({}))],
    ['an error of another status', 'GET /api/account', answer(403, error({}))],
    ['a status that is not in it', 'GET /api/account', answer(418, '{}')],
    ['another media type', 'GET /api/health/live', answer(200, '{"status":"live"}', 'text/html')],
    ['a body where there is none', 'DELETE /api/tokens', answer(204, '{}')],
  ])('refuses %s', (_what, operation, seen) => {
    expect(() => checkAnswer(operation, seen)).toThrow(/document/);
  });

  it('prefers a path without names', () => {
    expect(operationAt('POST', '/api/chats/conversations')).toBe('POST /api/chats/conversations');
    expect(operationAt('PUT', '/api/chats/12')).toBeUndefined();
    expect(operationAt('GET', '/api/nowhere')).toBeUndefined();
  });
});
