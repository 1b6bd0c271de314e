import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const shutdown = new URL('./shutdown.ts', import.meta.url).href;
const log = new URL('./log.ts', import.meta.url).href;

/** Runs a process that starts two things, says so, and then does `next`; `onLine` may kill it. */
async function run(next: string, onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void) {
  const program = `
    import { createShutdown } from '${shutdown}';
    import { createLog } from '${log}';
    const shutdown = createShutdown(createLog('info'));
    shutdown.add('first', async () => { console.log('first stopped', shutdown.begun()); });
    shutdown.add('second', async () => { console.log('second stopped'); throw new Error('broken'); });
    setInterval(() => undefined, 1_000);
    console.log('started', shutdown.begun());
    ${next}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    onLine(line, (signal) => child.kill(signal));
  }
  return { code: await exited, lines, said: lines.filter((line) => !line.startsWith('{')) };
}

describe('the way down', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'goes back the way that was come, on %s, and is good',
    async (signal) => {
      const { code, said, lines } = await run('', (line, kill) => {
        if (line.startsWith('started')) kill(signal);
      });
      expect(said).toEqual(['started false', 'second stopped', 'first stopped true']);
      expect(code).toBe(0);
      // A step that broke is logged, and does not keep the next one from its turn.
      expect(lines.join()).toContain('"step":"second"');
    },
  );

  it('is gone once, however often it is asked for', async () => {
    const { code, said } = await run('', (line, kill) => {
      if (line.startsWith('started'))
        for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) kill(signal);
    });
    expect(said).toHaveLength(3);
    expect(code).toBe(0);
  });

  it.each([
    `setTimeout(() => { throw new Error('a fault'); });`,
    `void Promise.reject(new Error('a fault'));`,
  ])('is gone in order also after a fault that nobody caught, and is bad: %s', async (fault) => {
    const { code, said, lines } = await run(fault, () => undefined);
    expect(said).toEqual(['started false', 'second stopped', 'first stopped true']);
    expect(code).toBe(1);
    expect(lines.join()).toContain('a fault');
  });
});
