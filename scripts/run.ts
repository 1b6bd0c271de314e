import { spawn } from 'node:child_process';

export type Run = { code: number; output: string; timedOut: boolean };

/** The person who started us pressed Ctrl-C, or the machine wants us gone: clean up and leave. */
export class Interrupted extends Error {
  readonly exitCode: number;
  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const graceMs = 10_000;

/**
 * Runs a program to its end in a process group of its own, without stdin.
 *
 * @param options.show print its output as it comes; otherwise it is collected into `output`
 * @param options.timeoutMs after this the group gets SIGTERM, and SIGKILL ten seconds later
 * @returns the exit code (127 when the program cannot be started), the collected output, and whether time ran out
 * @throws {Interrupted} when this process was told to stop meanwhile; the program has ended by then
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { show: boolean; timeoutMs: number; env?: Record<string, string>; cwd?: string },
): Promise<Run> {
  const output = options.show ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', output, output],
    // A group of its own, so that what the program started in turn can be stopped with it.
    detached: true,
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));

  let timedOut = false;
  let interruption: Interrupted | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (signal: NodeJS.Signals) => {
    signalGroup(child.pid, signal);
    killTimer ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs);
  };
  const timer = setTimeout(() => {
    timedOut = true;
    stop('SIGTERM');
  }, options.timeoutMs);
  const onSignal = (signal: NodeJS.Signals) => {
    interruption ??= new Interrupted(signal);
    stop(signal);
  };
  for (const signal of signals) process.on(signal, onSignal);

  try {
    const code = await new Promise<number>((resolve) => {
      child.once('error', (error) => {
        chunks.push(Buffer.from(`${error.message}\n`));
        resolve(127);
      });
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    if (interruption) throw interruption;
    return { code, output: Buffer.concat(chunks).toString('utf8'), timedOut };
  } finally {
    clearTimeout(timer);
    clearTimeout(killTimer);
    for (const signal of signals) process.off(signal, onSignal);
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group may have ended between our decision and the call.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
