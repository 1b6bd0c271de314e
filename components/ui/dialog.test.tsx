import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { UiProvider } from './ui-provider.tsx';

afterEach(cleanup);

test('the focus starts on the first field, and one Esc closes and gives it back', async () => {
  render(
    <UiProvider>
      <Dialog title="New group" trigger={<Button>New group</Button>}>
        <Field label="Name">
          <Input />
        </Field>
      </Dialog>
    </UiProvider>,
  );
  const trigger = screen.getByRole('button', { name: 'New group' });
  trigger.focus();
  fireEvent.click(trigger);
  expect(screen.getByRole('dialog', { name: 'New group' })).toBeDefined();
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  fireEvent.keyDown(document.activeElement ?? document, { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(trigger));
});

function OpenedByState({ onClose }: { onClose?: () => void }) {
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onClose?.();
  };
  return (
    <UiProvider>
      <Button onClick={() => setOpen(true)}>Find</Button>
      <Input aria-label="Message" />
      <Dialog title="Find" open={open} onOpenChange={change}>
        <Input aria-label="Name" />
      </Dialog>
    </UiProvider>
  );
}

function openAndEscape() {
  const opener = screen.getByRole('button', { name: 'Find' });
  opener.focus();
  fireEvent.click(opener);
  expect(document.activeElement).toBe(screen.getByLabelText('Name'));
  fireEvent.keyDown(document.activeElement ?? document, { key: 'Escape' });
  return opener;
}

test('a dialog without a trigger of its own gives the focus back too', async () => {
  render(<OpenedByState />);
  const opener = openAndEscape();
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('what takes the focus while a dialog closes keeps it', async () => {
  const message = () => screen.getByLabelText('Message');
  render(<OpenedByState onClose={() => queueMicrotask(() => message().focus())} />);
  openAndEscape();
  await waitFor(() => expect(document.activeElement).toBe(message()));
  // Radix gives the focus back in a task of its own.
  await new Promise((done) => setTimeout(done));
  expect(document.activeElement).toBe(message());
});
