'use client';
import { useSyncExternalStore } from 'react';
import { type Day, localDay } from './day.ts';

const MINUTE = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the page, which stands still while nobody looks at it. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, MINUTE / 4);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present minute in milliseconds since the epoch; 0 until the page is awake. */
export const useMinute = (): number =>
  useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / MINUTE) * MINUTE,
    () => 0,
  );

/** The reader's present day; 0 until the page is awake. */
export const useToday = (): Day =>
  useSyncExternalStore(
    subscribe,
    () => localDay(Date.now()),
    () => 0,
  );
