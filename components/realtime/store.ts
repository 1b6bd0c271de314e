/** A value that changes as a whole and tells those who watch. */
export interface Store<T> {
  get(): T;
  /** What the server rendered with, and React hydrates with. */
  initial(): T;
  /** Answering the same value tells nobody. */
  update(change: (value: T) => T): void;
  /**
   * Changes what is held, and what it began with, without telling anybody: the only change that is allowed while React
   * renders. Whoever does it calls `announce` once it is committed.
   */
  seed(change: (value: T) => T): void;
  announce(): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let begun = initial;
  let value = initial;
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    initial: () => begun,
    update(change) {
      const next = change(value);
      if (next === value) return;
      value = next;
      announce();
    },
    seed(change) {
      value = change(value);
      begun = change(begun);
    },
    announce,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
