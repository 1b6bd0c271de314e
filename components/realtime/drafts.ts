/** The texts that stand in the composers of one user, kept over reloads. */
export interface Drafts {
  get(conversationId: number): string;
  set(conversationId: number, text: string): void;
  /** Drops all of this user. */
  clear(): void;
  subscribe(listener: () => void): () => void;
}

/**
 * `storage` answers the browser's storage, and may throw where there is none: the texts are then kept as long as the
 * page. It is not asked before the first use.
 */
export function createDrafts(userId: number, storage: () => Storage): Drafts {
  const prefix = `switchboard-draft-${userId}-`;
  const texts = new Map<number, string>();
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };

  function attempt<T>(work: (kept: Storage) => T): T | undefined {
    try {
      return work(storage());
    } catch {
      // Turned off, or full.
      return undefined;
    }
  }

  return {
    get(conversationId) {
      const held = texts.get(conversationId);
      if (held !== undefined) return held;
      const text = attempt((kept) => kept.getItem(prefix + conversationId)) ?? '';
      texts.set(conversationId, text);
      return text;
    },
    set(conversationId, text) {
      texts.set(conversationId, text);
      attempt((kept) =>
        text === '' ? kept.removeItem(prefix + conversationId) : kept.setItem(prefix + conversationId, text),
      );
      announce();
    },
    clear() {
      texts.clear();
      attempt((kept) => {
        const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at));
        for (const key of keys) if (key?.startsWith(prefix)) kept.removeItem(key);
      });
      announce();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
