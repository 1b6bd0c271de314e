/** Counts work on its way, so that a stop can wait for it. */
export function createInFlight() {
  let count = 0;
  let waiting: PromiseWithResolvers<void> | undefined;

  const done = () => {
    count -= 1;
    if (count > 0) return;
    waiting?.resolve();
    waiting = undefined;
  };

  return {
    add(work: Promise<unknown>): void {
      count += 1;
      work.then(done, done);
    },
    /** Resolves when nothing is on its way. */
    async over(): Promise<void> {
      if (count === 0) return;
      waiting ??= Promise.withResolvers();
      await waiting.promise;
    },
  };
}
