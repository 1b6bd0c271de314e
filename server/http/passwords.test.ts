import { describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = await createPasswords();

describe('passwords', () => {
  it('are kept as argon2id, salted, and known again', async () => {
    const [one, other] = [await passwords.hash('пароль 👍'), await passwords.hash('пароль 👍')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.verify(one, 'пароль 👍')).toBe(true);
    expect(await passwords.verify(one, 'пароль')).toBe(false);
  });

  it('are none of somebody who has none, though the work is done', async () => {
    expect(await passwords.verify(null, 'nobody has this password')).toBe(false);
    expect(await passwords.verify(null, '')).toBe(false);
  });
});
