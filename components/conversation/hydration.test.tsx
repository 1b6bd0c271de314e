import { act, cleanup, screen } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle } from '#components/realtime/test-browser.ts';
import { createTestHub } from '#components/realtime/test-hub.ts';
import { createTestConversation } from './test-conversation.tsx';
import { stubLayout } from './test-layout.ts';

const ada = 1;
const grace = 2;

beforeEach(stubLayout);
afterEach(cleanup);

test('the page shows its messages before any script runs, and their times when the reader’s zone is known', async () => {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  for (const content of ['one', 'two', 'three'])
    hub.send(grace, { conversationId: id, clientId: content, content });
  hub.read(ada, id, 3);
  const { page } = createTestConversation(hub, id, ada);

  const html = renderToString(page);
  expect(html).toMatch(/one.*two.*three/s);
  expect(html).toContain('></time>');
  expect(html).not.toMatch(/>\d+:\d\d/);

  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = html;
  const complaints = vi.spyOn(console, 'error');
  const root = await act(async () => hydrateRoot(container, page));
  await act(settle);
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
  const rows = screen.getAllByRole('article');
  expect(rows.map(({ dataset }) => dataset.seq)).toEqual(['1', '2', '3']);
  expect(rows[0]?.querySelector('time')?.textContent).toMatch(/\d:\d\d/);
  act(() => root.unmount());
  container.remove();
});
