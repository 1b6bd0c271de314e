import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { Route } from 'next';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import Link from 'next/link';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Navigation, useGo, usePlace } from './navigation.tsx';

const visited: string[] = [];
const stay = () => {};
const router = {
  back: stay,
  forward: stay,
  refresh: stay,
  prefetch: stay,
  push: (href: string) => void visited.push(href),
  replace: stay,
  bfcacheId: '',
};

beforeEach(() => {
  visited.length = 0;
  window.history.replaceState(null, '', '/chats');
});
afterEach(cleanup);

const isChats = (path: string) => path.startsWith('/chats');

function Place() {
  usePlace(isChats);
  return null;
}

function Go() {
  const go = useGo();
  return (
    <button type="button" onClick={() => go('/chats/9' as Route)}>
      Go
    </button>
  );
}

function show(place: boolean) {
  render(
    <AppRouterContext value={router}>
      <Navigation>
        {place && <Place />}
        <Go />
        {['/chats/7?at=3', '/chats', '/settings'].map((href) => (
          <Link key={href} href={href as Route}>
            {href}
          </Link>
        ))}
      </Navigation>
    </AppRouterContext>,
  );
}

const link = (href: string) => screen.getByRole('link', { name: href });
const address = () => window.location.pathname + window.location.search;

test('between chats only the address changes', () => {
  show(true);
  fireEvent.click(link('/chats/7?at=3'));
  expect(address()).toBe('/chats/7?at=3');
  const steps = window.history.length;
  fireEvent.click(link('/chats/7?at=3'));
  expect(window.history.length).toBe(steps);
  expect(visited).toEqual([]);
});

test('a press that opens another tab is left to the browser', () => {
  show(true);
  const press = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
  // The browser’s own part, which the test’s has not.
  window.addEventListener('click', (event) => event.preventDefault(), { once: true });
  link('/chats/7?at=3').dispatchEvent(press);
  expect(address()).toBe('/chats');
});

test('where no chat is on the page, the router brings one', () => {
  show(false);
  fireEvent.click(screen.getByRole('button', { name: 'Go' }));
  expect(visited).toEqual(['/chats/9']);
  expect(address()).toBe('/chats');
});

test('where one is, going to a chat changes the address only', () => {
  show(true);
  fireEvent.click(screen.getByRole('button', { name: 'Go' }));
  expect(visited).toEqual([]);
  expect(address()).toBe('/chats/9');
});

test('a link out of the place is left to the router', () => {
  show(true);
  window.addEventListener('click', (event) => event.preventDefault(), { once: true });
  fireEvent.click(link('/settings'));
  expect(address()).toBe('/chats');
});
