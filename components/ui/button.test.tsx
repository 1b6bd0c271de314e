import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';

afterEach(cleanup);

test('a busy button keeps its name and the focus, and does nothing', () => {
  const pressed = vi.fn<() => void>();
  const { rerender } = render(<Button onClick={pressed}>Save</Button>);
  const button = screen.getByRole('button', { name: 'Save' });
  button.focus();
  fireEvent.click(button);
  rerender(
    <Button busy onClick={pressed}>
      Save
    </Button>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Save', busy: true }));
  expect(document.activeElement).toBe(button);
  expect(pressed).toHaveBeenCalledOnce();
});

test('a busy submit button does not submit', () => {
  const submitted = vi.fn<(event: Event) => void>((event) => event.preventDefault());
  render(
    <form ref={(form) => form?.addEventListener('submit', submitted)}>
      <Button type="submit" busy>
        Save
      </Button>
    </form>,
  );
  fireEvent.click(screen.getByRole('button'));
  expect(submitted).not.toHaveBeenCalled();
});

test('a link can look like a button', () => {
  render(
    <Button asChild>
      <a href="https://example.com/">Elsewhere</a>
    </Button>,
  );
  expect(screen.getByRole('link', { name: 'Elsewhere' }).getAttribute('href')).toBe('https://example.com/');
});
