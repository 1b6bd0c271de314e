import { expect, test } from 'vitest';
import { tabTitle } from './tab-title.ts';

test('the title tells the page and what is unread', () => {
  expect(tabTitle('Grace Hopper', 0)).toBe('Grace Hopper · Switchboard');
  expect(tabTitle('Grace Hopper', 3)).toBe('(3) Grace Hopper · Switchboard');
  expect(tabTitle('Chats', 100)).toBe('(99+) Chats · Switchboard');
});
