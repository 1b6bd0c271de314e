import { describe, expect, test } from 'vitest';
import { composerIntent, type ComposerKey } from './composer-keys.ts';

const press = (key: string, more: Partial<ComposerKey> = {}): ComposerKey => ({
  key,
  keyCode: 0,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const desk = { touch: false, empty: false, cancellable: false };

describe('Enter', () => {
  test('sends', () => {
    expect(composerIntent(press('Enter'), desk)).toBe('send');
  });

  test('breaks the line with Shift, and on a touch keyboard', () => {
    expect(composerIntent(press('Enter', { shiftKey: true }), desk)).toBeNull();
    expect(composerIntent(press('Enter'), { ...desk, touch: true })).toBeNull();
  });

  test('sends with Ctrl or ⌘ wherever it breaks the line', () => {
    expect(composerIntent(press('Enter', { ctrlKey: true }), { ...desk, touch: true })).toBe('send');
    expect(composerIntent(press('Enter', { metaKey: true }), desk)).toBe('send');
  });

  test('never sends while an input method composes, nor with the key that ends it', () => {
    expect(composerIntent(press('Enter', { isComposing: true }), desk)).toBeNull();
    expect(composerIntent(press('Enter', { keyCode: 229 }), desk)).toBeNull();
    expect(composerIntent(press('Enter', { keyCode: 229, ctrlKey: true }), desk)).toBeNull();
  });
});

test('Esc cancels what can be cancelled', () => {
  expect(composerIntent(press('Escape'), { ...desk, cancellable: true })).toBe('cancel');
  expect(composerIntent(press('Escape'), desk)).toBeNull();
  expect(composerIntent(press('Escape', { isComposing: true }), { ...desk, cancellable: true })).toBeNull();
});

test('Up edits the last own message from an empty field only', () => {
  expect(composerIntent(press('ArrowUp'), { ...desk, empty: true })).toBe('edit-last');
  expect(composerIntent(press('ArrowUp'), desk)).toBeNull();
  expect(composerIntent(press('ArrowUp', { shiftKey: true }), { ...desk, empty: true })).toBeNull();
  expect(composerIntent(press('ArrowUp'), { ...desk, empty: true, cancellable: true })).toBeNull();
});
