import { expect, test } from 'vitest';
import { stepWindow } from './window-step.ts';

const window = (keys: string) => Array.from(keys, (key) => ({ key }));
const shown = (keys: string) => ({ items: window(keys), generation: 0, shift: false });

test('what comes at the end needs no shift', () => {
  expect(stepWindow(shown('cd'), window('cde'))).toEqual({
    items: window('cde'),
    generation: 0,
    shift: false,
  });
});

test('what comes at the start shifts', () => {
  expect(stepWindow(shown('cd'), window('abcd'))).toEqual({
    items: window('abcd'),
    generation: 0,
    shift: true,
  });
});

test('growing at both ends takes two steps, the start first', () => {
  const half = stepWindow(shown('cd'), window('abcde'));
  expect(half).toEqual({ items: window('abcd'), generation: 0, shift: true });
  expect(stepWindow(half, window('abcde'))).toEqual({
    items: window('abcde'),
    generation: 0,
    shift: false,
  });
});

test('another window begins a generation', () => {
  expect(stepWindow(shown('cd'), window('xy'))).toEqual({
    items: window('xy'),
    generation: 1,
    shift: false,
  });
});

test('a window that begins later begins a generation, since the places of its rows are others', () => {
  expect(stepWindow(shown('abcd'), window('cdef')).generation).toBe(1);
});

test('an empty window is filled and emptied in place', () => {
  expect(stepWindow(shown(''), window('ab'))).toEqual({ items: window('ab'), generation: 0, shift: false });
  expect(stepWindow(shown('ab'), window(''))).toEqual({ items: [], generation: 0, shift: false });
});
