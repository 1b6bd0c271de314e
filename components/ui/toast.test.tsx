import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useToast } from './toast.tsx';
import { UiProvider } from './ui-provider.tsx';

afterEach(cleanup);

function Shows({ texts, onUndo }: { texts: string[]; onUndo?: () => void }) {
  const toast = useToast();
  const action = onUndo && { label: 'Undo', onSelect: onUndo };
  return (
    <button onClick={() => texts.forEach((text) => toast({ text, ...(action && { action }) }))}>Show</button>
  );
}

const shown = () => screen.queryAllByRole('listitem').map((item) => item.querySelector('div')?.textContent);

test('a toast goes when its action is taken', () => {
  const undone = vi.fn<() => void>();
  render(
    <UiProvider>
      <Shows texts={['Left the group']} onUndo={undone} />
    </UiProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(shown()).toEqual(['Left the group']);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undone).toHaveBeenCalledOnce();
  expect(shown()).toEqual([]);
});

test('no more than three stand at once, the newest', () => {
  render(
    <UiProvider>
      <Shows texts={['1', '2', '3', '4']} />
    </UiProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(shown()).toEqual(['2', '3', '4']);
});
