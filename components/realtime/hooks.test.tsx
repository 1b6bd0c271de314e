import { act, cleanup, render, screen } from '@testing-library/react';
import { memo, type ReactNode, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  useConnectionState,
  useConversation,
  useConversations,
  useReaders,
  useReadState,
  useTimeline,
} from './hooks.ts';
import { useDraft, useLocalData, useSend } from './outgoing-hooks.ts';
import { RealtimeProvider, SeedConversation } from './provider.tsx';
import { accountOf, createTestEnvironment, createTestWire, settle } from './test-browser.ts';
import { createTestHub, type TestHub } from './test-hub.ts';
import type { TimelineItem } from './types.ts';

const ada = 1;
const grace = 2;

const rendered = new Map<string, number>();

const Row = memo(function Row({ item }: { item: TimelineItem }) {
  rendered.set(item.content, (rendered.get(item.content) ?? 0) + 1);
  return <li data-message-status={item.status ?? undefined}>{item.content}</li>;
});

function Chat({ id }: { id: number }) {
  const { row, members } = useConversation(id);
  const { items, state } = useTimeline(id);
  const { unread, openedAtSeq } = useReadState(id, true);
  const readers = useReaders(id, 1);
  const { send } = useSend(id);
  const [draft, save] = useDraft(id);
  const { pendingCount } = useLocalData();
  return (
    <main data-connection-state={useConnectionState()}>
      <h1>{row?.name}</h1>
      <p>
        {state}, {members.map(({ person }) => person?.name).join(' and ')}, {unread} unread of {openedAtSeq},{' '}
        {readers.length} readers, {pendingCount} pending
      </p>
      <ol>
        {items.map((item) => (
          <Row key={item.key} item={item} />
        ))}
      </ol>
      <input aria-label="Draft" value={draft} onChange={(event) => save(event.target.value)} />
      <button type="button" onClick={() => send('hello')}>
        Send
      </button>
    </main>
  );
}

function List() {
  const { rows } = useConversations();
  return rows.map(({ id, name, unread }) => <p key={id}>{`${name}: ${unread}`}</p>);
}

function createWorld(hub: TestHub, id: number) {
  const wire = createTestWire(hub, ada);
  const { environment, clock } = createTestEnvironment(wire);
  const list = { account: accountOf(ada), lists: hub.lists(ada) };
  const chat = { opened: hub.open(ada, id), page: hub.history(ada, { conversationId: id }) };
  const page = (children: ReactNode) => (
    <StrictMode>
      <RealtimeProvider initial={list} environment={environment}>
        <List />
        {children}
      </RealtimeProvider>
    </StrictMode>
  );
  const seeded = page(
    <SeedConversation initial={chat}>
      <Chat id={id} />
    </SeedConversation>,
  );
  return { wire, clock, page, seeded };
}

function createChat() {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  const say = (userId: number, content: string) =>
    hub.send(userId, { conversationId: id, clientId: content, content });
  say(grace, 'one');
  say(ada, 'two');
  say(grace, 'three');
  return { hub, id, say };
}

const texts = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

afterEach(() => {
  cleanup();
  rendered.clear();
});

describe('a page', () => {
  test('has its messages before anything is connected, and takes over what the server rendered', async () => {
    const { hub, id, say } = createChat();
    const { seeded } = createWorld(hub, id);
    const html = renderToString(seeded);
    expect(html).toContain('three');
    expect(html).toContain('data-connection-state="connecting"');
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = html;
    const complaints = vi.spyOn(console, 'error');
    const root = await act(async () => hydrateRoot(container, seeded));
    await act(settle);
    expect(container.querySelector('main')?.dataset.connectionState).toBe('online');
    act(() => void say(grace, 'four'));
    await act(settle);
    expect(texts()).toEqual(['one', 'two', 'three', 'four']);
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
    act(() => root.unmount());
    container.remove();
  });

  test('renders again only the rows whose message changed', async () => {
    const { hub, id, say } = createChat();
    render(createWorld(hub, id).seeded);
    await act(settle);
    rendered.clear();
    act(() => void say(grace, 'four'));
    await act(settle);
    // Each twice, since the strict mode renders everything twice.
    expect([...rendered]).toEqual([['four', 2]]);
    expect(screen.getByText('Grace: 0')).toBeDefined();
  });

  test('shows a sent message at once and keeps its row', async () => {
    const { hub, id } = createChat();
    const { wire, seeded } = createWorld(hub, id);
    render(seeded);
    await act(settle);
    wire.fate = () => 'late';
    act(() => screen.getByRole('button', { name: 'Send' }).click());
    const row = screen.getByText('hello');
    expect(row.dataset.messageStatus).toBe('sending');
    expect(screen.getByText(/1 pending/)).toBeDefined();
    await act(settle);
    wire.fate = () => 'pass';
    act(() => wire.release());
    await act(settle);
    expect(row.dataset.messageStatus).toBe('sent');
    expect(screen.getByText('hello')).toBe(row);
    act(() => void hub.read(grace, id, 4));
    await act(settle);
    expect(row.dataset.messageStatus).toBe('read');
    expect(screen.getByText(/1 readers, 0 pending/)).toBeDefined();
  });

  test('loads a chat that the server did not render, and marks it as read', async () => {
    const { hub, id } = createChat();
    const { clock, page } = createWorld(hub, id);
    render(page(<Chat id={id} />));
    expect(screen.getByText(/^loading/)).toBeDefined();
    await act(settle);
    expect(texts()).toEqual(['one', 'two', 'three']);
    expect(screen.getByText(/^ready, Ada and Grace, 0 unread of 2/)).toBeDefined();
    await act(() => clock.advance(1_000));
    expect(hub.open(ada, id).summary.readSeq).toBe(3);
  });
});
