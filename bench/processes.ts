import { type ChildProcess, fork } from 'node:child_process';

/** What a process of the bench can be asked; arguments and answers travel as JSON. */
export type Commands = { [name: string]: (...args: never[]) => unknown };

export interface Child<C extends Commands> {
  call<K extends keyof C & string>(name: K, ...args: Parameters<C[K]>): Promise<Awaited<ReturnType<C[K]>>>;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

const running = new Set<ChildProcess>();

interface StartOptions {
  /** Node's own. */
  flags?: readonly string[];
  env?: Record<string, string>;
  /** It talks to whoever starts it: nobody listens. */
  silent?: boolean;
}

/**
 * Starts a file as a process of its own, so that its CPU and memory are its own too, and waits until it answers. `given`
 * are its arguments.
 */
export async function startChild<C extends Commands>(
  file: URL,
  given: readonly string[] = [],
  { flags = [], env = {}, silent = false }: StartOptions = {},
): Promise<Child<C>> {
  const child = fork(file, given, {
    execArgv: ['--expose-gc', ...flags],
    env: { ...process.env, ...env },
    stdio: ['ignore', silent ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  });
  running.add(child);
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let last = 0;

  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Answer | 'ready') => {
      if (message === 'ready') return resolve();
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.resolve(message.result);
      else call?.reject(new Error(`${file}: ${message.error}`));
    });
    child.once('exit', (code) => {
      running.delete(child);
      const error = new Error(`${file} ended with code ${code}`);
      reject(error);
      for (const call of waiting.values()) call.reject(error);
    });
  });
  await ready;

  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
        child.send({ id, name, args }, (error) => error && reject(error));
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Ends what a failed measurement has left. */
export function killChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** The other side: lets the parent ask this process, which ends as it is when the parent has let go of it. */
export function answerParent(commands: Commands): void {
  process.on('message', ({ id, name, args }: { id: number; name: string; args: never[] }) => {
    Promise.resolve()
      .then(() => commands[name]?.(...args))
      .then(
        (result) => process.send?.({ id, result }),
        (error: unknown) => process.send?.({ id, error: String(error) }),
      );
  });
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
}
