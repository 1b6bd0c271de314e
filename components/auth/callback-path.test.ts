import { expect, test } from 'vitest';
import { callbackPath } from './callback-path.ts';

const origin = 'https://chat.example';

test.each([
  [undefined, '/chats'],
  ['/chats/7', '/chats/7'],
  ['/chats/7?at=12#m3', '/chats/7?at=12#m3'],
  ['https://chat.example/settings', '/settings'],
  ['https://evil.example/chats', '/chats'],
  ['//evil.example/x', '/chats'],
  ['/\\evil.example/x', '/chats'],
  ['/\t/evil.example/x', '/chats'],
  ['https:/evil.example', '/evil.example'],
  ['javascript:alert(1)', '/chats'],
  ['data:text/html,x', '/chats'],
  ['http://[', '/chats'],
  ['/sign-in?callbackUrl=/sign-in', '/chats'],
  ['/register', '/chats'],
  ['/api/auth/signout', '/chats'],
])('asked for %j, goes to %j', (asked, path) => {
  expect(callbackPath(asked, origin)).toBe(path);
});
