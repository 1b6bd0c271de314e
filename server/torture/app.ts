import { type ChildProcess, fork } from 'node:child_process';
import type { Fault } from './faults.ts';

export interface AppSettings {
  /** Where the embedded database is, or would be. */
  dataDir: string;
  /** Another database than the embedded one. */
  databaseUrl?: string;
  /** Of several instances: over which they talk. */
  redisUrl?: string;
  secret: string;
  /** 0: any that is free. */
  port: number;
  logLevel: string;
  fault?: Fault;
  /** Whether it loses the pushes that `LOST` names, and dies of the messages that `FATAL` names. */
  loses?: boolean;
  dies?: boolean;
}

export type FromApp = { type: 'listening'; port: number; databaseUrl: string } | { type: 'beat' };

/** A server process. */
export interface App {
  port: number;
  databaseUrl: string;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it has ended, by whatever. */
  ended: Promise<void>;
  /** Resolves after so many more heartbeats. */
  beats(count: number): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

const entry = new URL('./app-process.ts', import.meta.url).pathname;

/** Starts a server process; resolves when it listens. */
export async function startApp(settings: AppSettings): Promise<App> {
  const child = fork(entry, [JSON.stringify(settings)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { port, databaseUrl } = await listening(child);
  return {
    port,
    databaseUrl,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    beats(count) {
      let left = count;
      return new Promise((resolve) => {
        child.on('message', function hear(message: FromApp) {
          if (message.type !== 'beat' || --left > 0) return;
          child.off('message', hear);
          resolve();
        });
      });
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

function listening(child: ChildProcess): Promise<{ port: number; databaseUrl: string }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`The server ended with ${code ?? signal}`)));
    child.on('message', (message: FromApp) => message.type === 'listening' && resolve(message));
  });
}
