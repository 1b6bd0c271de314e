import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchField } from './search-field.tsx';
import { UiProvider } from './ui-provider.tsx';

afterEach(cleanup);

/** A search in something that Esc closes. */
function Search({ onEscape }: { onEscape: () => void }) {
  const [value, setValue] = useState('');
  return (
    <UiProvider>
      <div role="presentation" onKeyDown={onEscape}>
        <SearchField label="Filter" value={value} onValueChange={setValue} />
      </div>
    </UiProvider>
  );
}

test('Esc first empties the field, then closes what it is in', () => {
  const closed = vi.fn<() => void>();
  render(<Search onEscape={closed} />);
  const field = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' });
  fireEvent.change(field, { target: { value: 'ada' } });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field.value).toBe('');
  expect(closed).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(closed).toHaveBeenCalledOnce();
});

test('the cross empties the field and gives the focus back to it', () => {
  render(<Search onEscape={() => {}} />);
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  fireEvent.change(field, { target: { value: 'ada' } });
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(field.value).toBe('');
  expect(document.activeElement).toBe(field);
});
