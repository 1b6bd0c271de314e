import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { localError } from '#components/realtime/command-error.ts';
import { createTestHub } from '#components/realtime/test-hub.ts';
import { NewConversationButton } from './new-conversation.tsx';
import { createTestWorkspace } from './test-workspace.tsx';

const ada = 1;

afterEach(cleanup);

function show() {
  const hub = createTestHub();
  const { page, ...world } = createTestWorkspace(hub, ada, <NewConversationButton />);
  render(page);
  fireEvent.click(screen.getByRole('button', { name: 'New conversation' }));
  return { hub, ...world };
}

const choose = async (name: string) =>
  fireEvent.click(await screen.findByRole('option', { name: new RegExp(name) }));
const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create group' }));
const chosen = () => screen.queryAllByRole('button', { name: /^Remove/ }).map((chip) => chip.textContent);

test('choosing somebody goes to the conversation with them', async () => {
  const { hub, visited } = show();
  await choose('Grace');
  await waitFor(() => expect(visited).toHaveLength(1));
  expect(hub.open(ada, Number(visited[0]?.slice(7))).summary.peer?.name).toBe('Grace');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a refusal stays in the dialog, in words', async () => {
  const { visited, wire } = show();
  const refused = localError('unavailable').view;
  wire.answer = (command) => (command === 'conversation.direct' ? { ok: false, error: refused } : undefined);
  await choose('Grace');
  expect((await screen.findByRole('alert')).textContent).toContain(refused.message);
  expect(visited).toEqual([]);
});

test('a group has a name and people', async () => {
  const { hub, visited } = show();
  fireEvent.click(screen.getByRole('button', { name: 'New group' }));
  create();
  expect(screen.getByText('Give the group a name.')).toBeDefined();
  expect(screen.getByText('Choose at least one person.')).toBeDefined();

  fireEvent.change(screen.getByLabelText('Group name'), { target: { value: ' Compilers ' } });
  await choose('Grace');
  await choose('Barbara');
  create();
  await waitFor(() => expect(visited).toHaveLength(1));
  const { summary, people } = hub.open(ada, Number(visited[0]?.slice(7)));
  expect(summary.title).toBe('Compilers');
  expect(people.map(({ name }) => name).toSorted()).toEqual(['Ada', 'Barbara', 'Grace']);
});

test('somebody chosen is taken back by the chip, by choosing again, and by Backspace', async () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: 'New group' }));
  await choose('Grace');
  await choose('Barbara');
  await choose('Edsger');
  await choose('Edsger');
  expect(chosen()).toEqual(['Grace', 'Barbara']);
  fireEvent.click(screen.getByRole('button', { name: 'Remove Grace' }));
  expect(chosen()).toEqual(['Barbara']);
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Backspace' });
  expect(chosen()).toEqual([]);
});
