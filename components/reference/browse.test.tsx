import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import type { Group } from './entries.ts';
import { Reference } from './reference.tsx';

const entry = (id: string, name: string, about: string) => ({
  id,
  label: 'client',
  name,
  about,
  parts: [],
  refusals: [{ code: `${name}_refused` }],
});
const groups: Group[] = [
  {
    id: 'one',
    title: 'One',
    about: 'The first',
    facts: [],
    sections: [
      {
        title: 'All',
        entries: [entry('one-join', 'join', 'Joins a room'), entry('one-leave', 'leave', 'Goes')],
      },
    ],
  },
  {
    id: 'two',
    title: 'Two',
    about: 'The second',
    facts: [],
    sections: [{ title: 'All', entries: [entry('two-say', 'say', 'Says something in a room')] }],
  },
];

const filter = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' });
const shown = () =>
  [...document.querySelectorAll('details')].filter((one) => !one.closest('[hidden]')).map((one) => one.id);
const show = () =>
  render(
    <UiProvider>
      <Reference groups={groups} />
    </UiProvider>,
  );

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  cleanup();
  location.hash = '';
});

describe('browsing the page for developers', () => {
  it('filters by all words, in names, sentences and errors, and hides what is empty', () => {
    show();
    expect(screen.getByRole('status').textContent).toContain('3 entries');
    fireEvent.change(filter(), { target: { value: 'ROOM' } });
    expect(shown()).toEqual(['one-join', 'two-say']);
    expect(screen.getByRole('status').textContent).toBe('2 of 3 entries');
    fireEvent.change(filter(), { target: { value: 'room say_refused' } });
    expect(shown()).toEqual(['two-say']);
    expect(document.getElementById('one')?.hidden).toBe(true);
    fireEvent.change(filter(), { target: { value: 'nowhere' } });
    expect(screen.getByText(/Nothing has all of these words/)).toBeTruthy();
    fireEvent.keyDown(filter(), { key: 'Escape' });
    expect(shown()).toHaveLength(3);
  });

  it('goes by keys: / to the filter, down and up along the lines', () => {
    show();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(filter());
    fireEvent.change(filter(), { target: { value: 'room' } });
    const at = () => document.activeElement?.closest('details')?.id;
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    press('ArrowDown');
    expect(at()).toBe('one-join');
    press('ArrowDown');
    expect(at()).toBe('two-say');
    press('ArrowDown');
    expect(at()).toBe('two-say');
    press('ArrowUp');
    expect(at()).toBe('one-join');
  });

  it('opens what the address names', () => {
    location.hash = '#one-leave';
    show();
    expect(document.querySelector<HTMLDetailsElement>('#one-leave')?.open).toBe(true);
    expect(document.querySelector<HTMLDetailsElement>('#one-join')?.open).toBe(false);
  });
});
