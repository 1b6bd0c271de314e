'use client';
import { useLayoutEffect, useState } from 'react';
import { type ShownWindow, stepWindow } from './window-step.ts';

/** The window as the virtual list can take it now; what is left follows before the next paint. */
export function useWindow<Item extends { key: string }>(items: readonly Item[]): ShownWindow<Item> {
  const [state, setState] = useState({ source: items, shown: { items, generation: 0, shift: false } });
  let { shown } = state;
  if (state.source !== items) {
    shown = stepWindow(shown, items);
    setState({ source: items, shown });
  }
  const incomplete = shown.items !== items;
  useLayoutEffect(() => {
    // One step must be on the page before the next: the list takes its own stock of what it was given.
    // oxlint-disable-next-line react/set-state-in-effect
    if (incomplete) setState((held) => ({ source: items, shown: stepWindow(held.shown, items) }));
  }, [incomplete, items]);
  return shown;
}
