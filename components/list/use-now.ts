'use client';
import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for all, at the turn of each minute, so that all times on the page change together. */
function waitForMinute() {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      waitForMinute();
    },
    MINUTE - (Date.now() % MINUTE),
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (listeners.size === 1) waitForMinute();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** The minute that it is, in milliseconds since the epoch; null until the page is awake, since servers know no zone. */
export function useNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / MINUTE) * MINUTE,
    () => null,
  );
}
