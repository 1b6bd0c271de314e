import { describe, expect, it } from 'vitest';
import { createOrigins } from './origins.ts';

const hostile = [
  'https://chat.example.com.evil.com',
  'https://evil.com/chat.example.com',
  'https://evil.com#chat.example.com',
  'https://evil.com?chat.example.com',
  'https://chat.example.com@evil.com',
  'https://user@chat.example.com',
  'https://user:password@chat.example.com',
  'https://chat.example.com/',
  'https://chat.example.com/path',
  'https://chat.example.com:444',
  'https://chat.example.com:443',
  'http://chat.example.com',
  'HTTPS://CHAT.EXAMPLE.COM',
  'https://chat.example.com.',
  'https://xchat.example.com',
  'https://example.com',
  'https://chat.example.com, https://evil.com',
  'https://chat.example.com\\@evil.com',
  ' https://chat.example.com',
  'https:chat.example.com',
  '//chat.example.com',
  'chat.example.com',
  'null',
  'file://',
  'data:text/html,hello',
  'javascript:alert(1)',
  'chrome-extension://chat.example.com',
  'https://ch\u0430t.example.com',
  'https://xn--cht-5cd.example.com',
  '',
];

describe('origins, with some listed', () => {
  const origins = createOrigins(['https://chat.example.com/sign-in', 'http://localhost:3000']);
  const host = 'chat.example.com';

  it.each(['https://chat.example.com', 'http://localhost:3000'])('allows %j', (origin) => {
    expect(origins.allows({ origin, host })).toBe(true);
    expect(origins.allowsCookie({ origin, host })).toBe(true);
  });

  it.each(hostile)('refuses %j', (origin) => {
    expect(origins.allows({ origin, host })).toBe(false);
    expect(origins.allowsCookie({ origin, host, 'sec-fetch-site': 'same-origin' })).toBe(false);
  });

  it('does not let a page in because of the host that it asks', () => {
    expect(origins.allows({ origin: 'https://evil.com', host: 'evil.com' })).toBe(false);
  });
});

describe('origins, with none listed', () => {
  const origins = createOrigins([]);

  it.each([
    ['http://localhost:3000', 'localhost:3000'],
    ['https://chat.example.com', 'chat.example.com'],
    ['http://[::1]:3000', '[::1]:3000'],
  ])('allows %j on its own host', (origin, host) => {
    expect(origins.allowsCookie({ origin, host })).toBe(true);
  });

  it.each(hostile.filter((origin) => origin !== 'http://chat.example.com'))('refuses %j', (origin) => {
    expect(origins.allows({ origin, host: 'chat.example.com' })).toBe(false);
  });

  it('refuses another port of the same name, and a host that is not said', () => {
    expect(origins.allows({ origin: 'http://localhost:4000', host: 'localhost:3000' })).toBe(false);
    expect(origins.allows({ origin: 'http://localhost:3000' })).toBe(false);
  });
});

describe('requests without an origin', () => {
  const origins = createOrigins(['https://chat.example.com']);

  it('come from programs, which are let in with a token', () => {
    expect(origins.allows({ host: 'chat.example.com' })).toBe(true);
  });

  it.each([
    ['same-origin', true],
    ['same-site', false],
    ['cross-site', false],
    ['none', false],
    [undefined, false],
  ])('have a cookie that counts only from a page of ours: %s', (site, counts) => {
    expect(origins.allowsCookie({ host: 'chat.example.com', 'sec-fetch-site': site })).toBe(counts);
  });
});
