import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  clientId,
  count,
  displayName,
  email,
  emoji,
  id,
  messageText,
  password,
  title,
  username,
} from './fields.ts';
import { limits } from './limits.ts';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

/** Postgres cannot store the first; the others are no text. */
const malformed = ['a\0b', 'a\ud800b', '\udc00', 'b\udfff\ud800'];

describe('text of a message', () => {
  it.each(['a', ' a ', 'a\nb', 'a'.repeat(limits.text), '👩‍👩‍👧‍👦'.repeat(1_000), '\u200d a', '\u202e', '<b>'])(
    'may be %j',
    (text) => {
      expect(messageText.parse(text)).toBe(text);
    },
  );

  it.each([
    '',
    ' ',
    '\n\t',
    '\u00a0\u2003\ufeff',
    'a'.repeat(limits.text + 1),
    ...malformed,
    5,
    null,
    [],
    {},
  ])('is not %j', (text) => {
    expect(takes(messageText, text)).toBe(false);
  });

  it('is measured in code points', () => {
    expect(takes(messageText, '👍'.repeat(limits.text))).toBe(true);
    expect(takes(messageText, `${'👍'.repeat(limits.text)}a`)).toBe(false);
  });
});

describe('an id', () => {
  it.each([1, Number.MAX_SAFE_INTEGER])('may be %j', (value) => expect(takes(id, value)).toBe(true));
  it.each([0, -1, 1.5, '1', Number.NaN, Infinity, 2 ** 53, null, undefined, true, [1]])(
    'is not %j',
    (value) => expect(takes(id, value)).toBe(false),
  );
});

describe('a count', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('may be %j', (value) => expect(takes(count, value)).toBe(true));
  it.each([-1, -0.5, '0', 2 ** 53, null])('is not %j', (value) => expect(takes(count, value)).toBe(false));
});

describe('a client id', () => {
  it.each(['a', ' ', 'a/b', "'; drop table", '👍', 'x'.repeat(limits.clientId)])('may be %j', (value) =>
    expect(takes(clientId, value)).toBe(true),
  );
  it.each(['', 'x'.repeat(limits.clientId + 1), ...malformed, 5, null])('is not %j', (value) =>
    expect(takes(clientId, value)).toBe(false),
  );
});

describe.each([
  ['a title', title, limits.title],
  ['a name', displayName, limits.name],
])('%s', (_what, schema, max) => {
  it('is trimmed before it is measured', () => {
    expect(schema.parse(`  ${'x'.repeat(max)}  `)).toBe('x'.repeat(max));
  });

  it.each(['Ada', 'Ада', '👩‍🚀 crew', 'a  b'])('may be %j', (value) => expect(takes(schema, value)).toBe(true));
  it.each(['', '   ', 'x'.repeat(max + 1), 'a\nb', 'a\tb', 'a\u2028b', 'a\u0007b', ...malformed, 5])(
    'is not %j',
    (value) => expect(takes(schema, value)).toBe(false),
  );
});

describe('a reaction', () => {
  it.each(['👍', '❤️', '👩‍👩‍👧‍👦', '🇸🇪', '👋🏽', '1️⃣'])('may be %j', (value) =>
    expect(takes(emoji, value)).toBe(true),
  );
  it.each(['', 'a', '1', '👍👍', ' 👍', '__proto__', 'ok', '\u200d', ...malformed, null])(
    'is not %j',
    (value) => expect(takes(emoji, value)).toBe(false),
  );
});

describe('a username', () => {
  it.each(['ab', 'Ada.Lovelace_1-2', 'x'.repeat(limits.username.max)])('may be %j', (value) =>
    expect(takes(username, value)).toBe(true),
  );
  it.each(['a', 'x'.repeat(limits.username.max + 1), 'a b', 'ada@x', 'ада', 'ab\n', '../ab', ...malformed])(
    'is not %j',
    (value) => expect(takes(username, value)).toBe(false),
  );
});

describe('an email', () => {
  it('is kept in lower case', () => expect(email.parse('Ada@Example.COM')).toBe('ada@example.com'));
  it.each(['', 'ada', 'ada@', '@x.com', 'a b@x.com', 'ada@x', `${'x'.repeat(250)}@x.com`, ...malformed])(
    'is not %j',
    (value) => expect(takes(email, value)).toBe(false),
  );
});

describe('a password', () => {
  it.each(['12345678', 'пароль пароль', ' '.repeat(8), 'x'.repeat(limits.password.max)])(
    'may be %j',
    (value) => expect(takes(password, value)).toBe(true),
  );
  it.each(['1234567', 'x'.repeat(limits.password.max + 1), ...malformed.map((text) => text.repeat(8))])(
    'is not %j',
    (value) => expect(takes(password, value)).toBe(false),
  );
});
