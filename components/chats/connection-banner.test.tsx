import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestHub } from '#components/realtime/test-hub.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { createTestWorkspace } from './test-workspace.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function show() {
  const world = createTestWorkspace(createTestHub(), 1, <ConnectionBanner />);
  render(world.page);
  await pass(0);
  return world;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const banner = () => screen.queryByRole('status')?.textContent ?? null;

test('says that the reader is offline once that lasts a second, and nothing as soon as it is over', async () => {
  const { signals } = await show();
  expect(banner()).toBeNull();
  act(() => signals.say({ online: false }));
  await pass(999);
  expect(banner()).toBeNull();
  await pass(1);
  expect(banner()).toContain('offline');
  act(() => signals.say({ online: true }));
  await pass(0);
  expect(banner()).toBeNull();
});
