import { useSyncExternalStore } from 'react';
import { useRealtimeClient } from './provider.tsx';
import type { RealtimeState } from './state.ts';

/** A part of the state; `select` answers the same value until it has changed. */
export function useSelected<T>(select: (state: RealtimeState) => T): T {
  const { store } = useRealtimeClient();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.initial()),
  );
}
