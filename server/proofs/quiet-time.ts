import type { TestApplication } from '#server/testing/application.ts';

const STEP_MS = 10;
/** A step that takes longer was not ours to have. */
const LONGEST_MS = 3 * STEP_MS;

/**
 * Milliseconds as a machine with nothing else to do would have counted them: time passes in small steps, each of which
 * asks the database something, and one that took long because others were busy counts as a short one. So a promise like
 * "within two seconds" can be held against the server however loaded the machine is.
 */
export function startQuietTime({ pool }: Pick<TestApplication, 'pool'>) {
  let passed = 0;
  let running = true;
  const ran = (async () => {
    while (running) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      await pool.query('select 1');
      passed += Math.min(performance.now() - began, LONGEST_MS);
    }
  })();
  return {
    /** Answers how much has passed since the start, and stops. */
    async stop(): Promise<number> {
      running = false;
      await ran;
      return passed;
    },
  };
}
