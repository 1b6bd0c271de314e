import { cleanup, render, screen } from '@testing-library/react';
import type { DetachedWindowAPI } from 'happy-dom';
import { afterEach, expect, test } from 'vitest';
import { Frame } from './frame.tsx';
import { Page } from './page.tsx';

// What happy-dom adds to its window, which the DOM's types do not know.
const { happyDOM } = window as unknown as { happyDOM: DetachedWindowAPI };

afterEach(() => {
  cleanup();
  happyDOM.setViewport({ width: 1024 });
});

function show(width: number, what: 'list' | 'page') {
  happyDOM.setViewport({ width });
  render(
    <Frame rail={<nav />} list={<p>The list</p>} show={what}>
      <Page>The page</Page>
    </Frame>,
  );
  const target = screen.getByRole('link', { name: 'Skip to content' }).getAttribute('href') ?? '';
  return document.querySelector(target)?.textContent;
}

test.each([
  [1440, 'list', 'The page'],
  [1440, 'page', 'The page'],
  [390, 'list', 'The list'],
  [390, 'page', 'The page'],
] as const)('at %i px with the %s chosen, the skip link leads to: %s', (width, what, content) => {
  expect(show(width, what)).toBe(content);
});

test('on a phone the list is the main landmark while it is all there is', () => {
  show(390, 'list');
  expect(screen.getByText('The list').parentElement?.getAttribute('role')).toBe('main');
});
