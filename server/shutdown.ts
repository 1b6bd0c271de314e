import type { Log } from './log.ts';

/** From the signal to the end, whatever hangs. */
const PATIENCE_MS = 9_000;

type Step = { name: string; run: () => Promise<unknown> };

/** The one ordered way down. */
export interface Shutdown {
  /** What is started later is stopped earlier. */
  add(name: string, run: Step['run']): void;
  begun(): boolean;
}

/**
 * On SIGTERM or SIGINT: runs the steps and exits with 0; a step that hangs is left behind after nine seconds. A fault
 * that nobody caught is logged and ends the process the same way, with 1: its state can no longer be trusted.
 */
export function createShutdown(log: Log): Shutdown {
  const steps: Step[] = [];
  let begun = false;

  async function down(reason: string, code: number) {
    if (begun) return;
    begun = true;
    log.info({ reason }, 'stopping');
    const hurry = setTimeout(() => {
      log.warn('stopping took too long');
      process.exit(code);
    }, PATIENCE_MS);
    for (const { name, run } of steps)
      await run().catch((err: unknown) => log.error({ err, step: name }, 'fault'));
    clearTimeout(hurry);
    log.info('stopped');
    process.exit(code);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void down(signal, 0));
  // Next listens to these, too, and would let the process live on.
  const fault = (kind: string) => (err: unknown) => {
    log.fatal({ err }, kind);
    void down(kind, 1);
  };
  process.prependListener('uncaughtException', fault('uncaught exception'));
  process.prependListener('unhandledRejection', fault('unhandled rejection'));

  return {
    add: (name, run) => void steps.unshift({ name, run }),
    begun: () => begun,
  };
}
