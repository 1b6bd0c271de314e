'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and while the page is taken over from it, then true: for what only the browser knows. */
export function useAwake(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
