import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localError } from '#components/realtime/command-error.ts';
import { settle } from '#components/realtime/test-browser.ts';
import { createTestHub, type TestHub } from '#components/realtime/test-hub.ts';
import { createTestConversation } from './test-conversation.tsx';
import { stubLayout } from './test-layout.ts';

const ada = 1;
const grace = 2;

beforeEach(stubLayout);
afterEach(cleanup);

let sends = 0;
const say = (hub: TestHub, userId: number, conversationId: number, content: string) =>
  hub.send(userId, { conversationId, clientId: `c${(sends += 1)}`, content });

/** Lets everything happen that needs no time. */
const rest = () => act(settle);

async function show(hub: TestHub, id: number) {
  const world = createTestConversation(hub, id, ada);
  const { container } = render(world.page);
  await rest();
  return { ...world, container };
}

/** Ada's view of a conversation with Grace, in which three messages stand. */
async function showDirect() {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  say(hub, grace, id, 'Good morning');
  say(hub, ada, id, 'Hello Grace');
  say(hub, grace, id, 'Coffee?');
  hub.read(ada, id, 3);
  return { hub, id, ...(await show(hub, id)) };
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = (target: HTMLElement, key: string, more: object = {}) =>
  fireEvent.keyDown(target, { key, ...more });

describe('writing', () => {
  test('Enter sends, keeps the focus and empties the field; the message goes from sent to read', async () => {
    const { hub, id, field, row } = await showDirect();
    field().focus();
    type(field(), 'With milk, please');
    press(field(), 'Enter');
    await rest();
    expect(row('With milk').dataset.messageStatus).toBe('sent');
    expect(field().value).toBe('');
    expect(document.activeElement).toBe(field());
    hub.read(grace, id, 4);
    await rest();
    expect(row('With milk').dataset.messageStatus).toBe('read');
    expect(within(row('With milk')).getByRole('img', { name: 'Read' })).toBeDefined();
  });

  test('the Enter that ends a composition sends nothing', async () => {
    const { field, wire } = await showDirect();
    type(field(), 'こんにちは');
    press(field(), 'Enter', { isComposing: true });
    press(field(), 'Enter', { keyCode: 229 });
    await rest();
    expect(wire.log.filter(({ command }) => command === 'message.send')).toEqual([]);
    expect(field().value).toBe('こんにちは');
  });

  test('nothing but space cannot be sent, nor what is too long', async () => {
    const { field, wire } = await showDirect();
    type(field(), ' \n ');
    press(field(), 'Enter');
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true');
    type(field(), 'x'.repeat(16_020));
    expect(screen.getByText('20 characters too many')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await rest();
    expect(wire.log.filter(({ command }) => command === 'message.send')).toEqual([]);
  });

  test('a refused message says why, and can be tried again or discarded', async () => {
    const { field, row, wire } = await showDirect();
    const refused = localError('forbidden').view;
    wire.answer = (command) => (command === 'message.send' ? { ok: false, error: refused } : undefined);
    for (const text of ['First try', 'Never mind']) {
      type(field(), text);
      press(field(), 'Enter');
      await rest();
    }
    expect(row('First try').dataset.messageStatus).toBe('failed');
    expect(row('First try').textContent).toContain(refused.message);
    wire.answer = () => undefined;
    fireEvent.click(within(row('First try')).getByRole('button', { name: 'Try again' }));
    fireEvent.click(within(row('Never mind')).getByRole('button', { name: 'Discard' }));
    await rest();
    expect(row('First try').dataset.messageStatus).toBe('sent');
    expect(screen.queryByText('Never mind')).toBeNull();
  });
});

describe('answering', () => {
  test('R on a message answers it; Esc leaves it', async () => {
    const { hub, id, field, row, rowOf } = await showDirect();
    row('Good morning').focus();
    press(row('Good morning'), 'r');
    expect(screen.getByText('Replying to Grace')).toBeDefined();
    expect(document.activeElement).toBe(field());
    press(field(), 'Escape');
    expect(screen.queryByText('Replying to Grace')).toBeNull();

    press(row('Good morning'), 'r');
    type(field(), 'To you, too');
    press(field(), 'Enter');
    await rest();
    expect(hub.history(ada, { conversationId: id }).messages.at(-1)?.replyTo?.excerpt).toBe('Good morning');
    const quote = within(row('To you, too')).getByRole('button', { name: /In reply to/ });
    expect(quote.textContent).toContain('Good morning');
    fireEvent.click(quote);
    await waitFor(() => expect(document.activeElement).toBe(rowOf(1)));
  });
});

describe('changing', () => {
  test('Up in the empty field edits the last own message', async () => {
    const { field, row } = await showDirect();
    press(field(), 'ArrowUp');
    expect(field().value).toBe('Hello Grace');
    type(field(), 'Hello, Grace');
    press(field(), 'Enter');
    await rest();
    expect(row('Hello, Grace').textContent).toContain('edited');
    expect(field().value).toBe('');
  });

  test('a draft stays while something is edited', async () => {
    const { field, row } = await showDirect();
    type(field(), 'half a thought');
    row('Hello Grace').focus();
    press(row('Hello Grace'), 'e');
    expect(field().value).toBe('Hello Grace');
    press(field(), 'Escape');
    expect(field().value).toBe('half a thought');
  });

  test('an edit that is refused can be taken up again with its text', async () => {
    const { field, wire, row } = await showDirect();
    wire.answer = (command) =>
      command === 'message.edit' ? { ok: false, error: localError('unavailable').view } : undefined;
    press(field(), 'ArrowUp');
    type(field(), 'Hello, Grace');
    press(field(), 'Enter');
    await rest();
    expect(row('Hello Grace')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Edit again' }));
    expect(field().value).toBe('Hello, Grace');
  });

  test('Delete asks, and leaves a mark', async () => {
    const { row } = await showDirect();
    row('Hello Grace').focus();
    press(row('Hello Grace'), 'Delete');
    fireEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await rest();
    expect(screen.queryByText('Hello Grace')).toBeNull();
    expect(row('Message deleted').dataset.seq).toBe('2');
  });

  test('what others wrote can be deleted by the owner of a group only', async () => {
    const { row } = await showDirect();
    row('Coffee?').focus();
    press(row('Coffee?'), 'Delete');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    cleanup();

    const hub = createTestHub();
    const id = hub.create([ada, grace], 'Readers');
    say(hub, grace, id, 'Spoilers');
    const group = await show(hub, id);
    press(group.row('Spoilers'), 'Delete');
    expect(screen.getByRole('alertdialog')).toBeDefined();
  });
});

test('a reaction is given and taken back by its chip', async () => {
  const { hub, id, row } = await showDirect();
  const { id: messageId } = hub.history(ada, { conversationId: id }).messages[2] ?? {};
  if (messageId === undefined) throw new Error('no message');
  hub.react(grace, messageId, '🎉', true);
  await rest();
  const chip = () => within(row('Coffee?')).getByRole('button', { name: /🎉/ });
  expect(chip().getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(chip());
  await rest();
  expect(chip().getAttribute('aria-pressed')).toBe('true');
  expect(chip().textContent).toContain('You and Grace');
  fireEvent.click(chip());
  await rest();
  expect(chip().textContent).toContain('1Grace');
});

test('the arrows move between messages and pass over lines about the conversation', async () => {
  const { list, row } = await showDirect();
  list().focus();
  press(list(), 'End');
  expect(document.activeElement).toBe(row('Coffee?'));
  press(row('Coffee?'), 'ArrowUp');
  expect(document.activeElement).toBe(row('Hello Grace'));
  press(row('Hello Grace'), 'Escape');
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
});

test('what others write is announced once, what one writes oneself is not', async () => {
  const { hub, id, field, container } = await showDirect();
  const said = () => container.querySelector('[aria-live="polite"]')?.textContent;
  expect(said()).toBe('');
  say(hub, grace, id, 'Or tea?');
  await rest();
  expect(said()).toBe('Grace: Or tea?');
  type(field(), 'Tea');
  press(field(), 'Enter');
  await rest();
  expect(said()).toBe('Grace: Or tea?');
});

test('the first message of all is announced, and is no news to who sees it come', async () => {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  const { container, field, row } = await show(hub, id);
  fireEvent.click(screen.getByRole('button', { name: 'Write a message' }));
  expect(document.activeElement).toBe(field());
  say(hub, grace, id, 'Am I the first?');
  await rest();
  expect(row('Am I the first?')).toBeDefined();
  expect(container.querySelector('[aria-live="polite"]')?.textContent).toBe('Grace: Am I the first?');
  expect(screen.queryByText('New')).toBeNull();
});

test('who types is named', async () => {
  const { wire, id } = await showDirect();
  wire.pushAll('typing', { conversationId: id, userId: grace, typing: true });
  await rest();
  expect(screen.getByText('Grace is typing')).toBeDefined();
});

test('who is removed keeps what they have read, and can write no more', async () => {
  const hub = createTestHub();
  const id = hub.create([grace, ada], 'Readers');
  say(hub, grace, id, 'Welcome');
  const { row } = await show(hub, id);
  hub.leave(id, ada);
  await rest();
  expect(screen.getByText('You are no longer in this conversation')).toBeDefined();
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(row('Welcome')).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Readers' })).toBeDefined();
});
