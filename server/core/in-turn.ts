/** Does one thing after the other for each key; different keys do not wait for each other. */
export interface InTurn {
  /** True while something is under way for the key. */
  busy(key: string): boolean;
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return {
    busy: (key) => last.has(key),
    run(key, work) {
      const before = last.get(key);
      const mine = before ? before.then(work, work) : work();
      last.set(key, mine);
      const over = () => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(over, over);
      return mine;
    },
  };
}
