import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createTestHub } from '#components/realtime/test-hub.ts';
import { QuickSwitcher } from './quick-switcher.tsx';
import { createTestWorkspace } from './test-workspace.tsx';

const ada = 1;
const grace = 2;

afterEach(cleanup);

function show() {
  const hub = createTestHub();
  const withGrace = hub.create([ada, grace]);
  const group = hub.create([ada, grace, 3], 'Compilers');
  const { page, visited, wire } = createTestWorkspace(hub, ada, <QuickSwitcher />);
  render(page);
  fireEvent.keyDown(window, { code: 'KeyK', key: 'k', ctrlKey: true });
  return { hub, withGrace, group, visited, wire };
}

const field = () => screen.getByRole('combobox');
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const press = (key: string) => fireEvent.keyDown(field(), { key });
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
const active = () =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

test('a few letters and Enter go to a conversation', () => {
  const { group, visited } = show();
  type('comp');
  expect(active()).toContain('Compilers');
  press('Enter');
  expect(visited).toEqual([`/chats/${group}`]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the arrows move through the options and round their ends', () => {
  show();
  const [first, second] = options();
  expect(active()).toBe(first);
  press('ArrowDown');
  expect(active()).toBe(second);
  press('ArrowUp');
  press('ArrowUp');
  expect(active()).toBe(options().at(-1));
});

test('somebody without a conversation is found, and written to at once', async () => {
  const { hub, visited } = show();
  type('barb');
  await screen.findByRole('option', { name: /Barbara/ });
  press('Enter');
  await waitFor(() => expect(visited).toHaveLength(1));
  const opened = hub.open(ada, Number(visited[0]?.replace('/chats/', '')));
  expect(opened.summary.peer?.name).toBe('Barbara');
});

test('people with whom there is a conversation stand there once', async () => {
  show();
  type('grace');
  await waitFor(() => expect(options()).toHaveLength(1));
});

test('an Enter that ends a composition chooses nothing', () => {
  const { visited } = show();
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  expect(visited).toEqual([]);
});

test('the same keys close it', () => {
  show();
  fireEvent.keyDown(window, { code: 'KeyK', key: 'k', metaKey: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});
