import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestConversation } from '#components/conversation/test-conversation.tsx';
import { stubLayout } from '#components/conversation/test-layout.ts';
import { settle } from '#components/realtime/test-browser.ts';
import { createTestHub } from '#components/realtime/test-hub.ts';

const ada = 1;
const grace = 2;

beforeEach(() => {
  stubLayout();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Lets everything happen, also what waits until sizes are known or nothing scrolls any more. */
async function rest() {
  for (let turn = 0; turn < 5; turn += 1) {
    await act(settle);
    await act(async () => void vi.advanceTimersByTime(100));
  }
}

/** Ada's view of a conversation in which Grace wrote `count` messages, of which Ada read `read`. */
async function show(count: number, read: number, search = '') {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  let sent = 0;
  const say = () =>
    hub.send(grace, { conversationId: id, clientId: `c${(sent += 1)}`, content: `Message ${sent}` });
  for (let index = 0; index < count; index += 1) say();
  if (read > 0) hub.read(ada, id, read);
  const world = createTestConversation(hub, id, ada, search);
  render(world.page);
  await rest();
  const list = world.list();
  return {
    ...world,
    list,
    /** Grace writes one more. */
    async say() {
      say();
      await rest();
    },
    async scrollTo(top: number) {
      act(() => {
        list.scrollTop = top;
      });
      await rest();
    },
    /** How far below the viewport the end is. */
    left: () => list.scrollHeight - list.scrollTop - list.clientHeight,
    button: () => screen.queryByRole('button', { name: /messages/ }),
  };
}

test('a conversation that was read opens at its end, with a few rows in the document', async () => {
  const { left, mounted, button } = await show(300, 300);
  expect(left()).toBe(0);
  expect(mounted().at(-1)).toBe(300);
  expect(mounted().length).toBeLessThan(60);
  expect(button()).toBeNull();
});

test('one with news opens at the first of them, wherever it is', async () => {
  const { rowOf, mounted, left } = await show(300, 120);
  expect(mounted()).toContain(121);
  expect(mounted()).not.toContain(300);
  expect(left()).toBeGreaterThan(0);
  expect(rowOf(121).closest('.max-w-column')?.textContent).toMatch(/^New/);
});

test('an address that names a message opens there', async () => {
  const { rowOf } = await show(300, 300, 'at=50');
  expect(document.activeElement).toBe(rowOf(50));
});

test('at the end the reader stays at the end', async () => {
  const { say, left, mounted } = await show(100, 100);
  await say();
  await say();
  expect(left()).toBe(0);
  expect(mounted()).toContain(102);
});

test('one who has scrolled up stays where they are and is told of news, which the button leads to', async () => {
  const { say, list, scrollTo, button, left } = await show(100, 100);
  await scrollTo(list.scrollTop - 900);
  const place = list.scrollTop;
  expect(button()?.textContent).toBe('Latest messages');
  await say();
  await say();
  expect(list.scrollTop).toBe(place);
  expect(button()?.textContent).toContain('New messages');
  expect(button()?.textContent).toContain('2 unread');
  fireEvent.click(button() ?? list);
  await rest();
  expect(left()).toBe(0);
  expect(button()).toBeNull();
});

test('older pages are loaded before the top is reached, and nothing moves', async () => {
  const { list, scrollTo, wire, mounted } = await show(300, 300);
  const asked = () => wire.log.filter(({ command }) => command === 'conversation.history').length;
  const before = asked();
  await scrollTo(700);
  expect(asked()).toBe(before + 1);
  // The fifty that came are 40 px high each.
  expect(list.scrollTop).toBe(700 + 50 * 40);
  expect(mounted()).toContain(300 - 50 + Math.round(700 / 40));
});

test('one’s own message is followed, wherever one is', async () => {
  const { list, scrollTo, field, left, row } = await show(100, 100);
  await scrollTo(list.scrollTop - 900);
  fireEvent.change(field(), { target: { value: 'Here I am' } });
  fireEvent.keyDown(field(), { key: 'Enter' });
  await rest();
  expect(left()).toBe(0);
  expect(row('Here I am')).toBeDefined();
});

test('a page laid out anew takes nobody away from the end', async () => {
  const { list, scrollTo, left } = await show(100, 100);
  // The field was emptied and filled again: the browser has scrolled back, and has yet to tell of the smaller viewport.
  Object.defineProperty(list, 'clientHeight', { configurable: true, value: 500 });
  await scrollTo(list.scrollTop - 20);
  expect(left()).toBe(0);
});
