import type { Config } from './config.ts';
import type { Core } from './core/core.ts';
import type { Files } from './files/files.ts';
import type { Authenticator } from './http/authenticate.ts';
import type { Tokens } from './http/tokens.ts';

export type { Origin } from './core/identity.ts';
export type { Session } from './core/session.ts';

/** What Next's routes and pages reach of the running server. */
export interface Running {
  core: Core;
  authenticator: Authenticator;
  tokens: Tokens;
  files: Files;
  config: Pick<Config, 'dev' | 'NEXTAUTH_SECRET' | 'NEXTAUTH_URL' | 'REGISTRATION' | 'METRICS_TOKEN'>;
  /** The demo accounts, where this database has them: shown on the sign-in page. */
  demo: { name: string; email: string; password: string }[];
  health: Health;
  /** Logs a fault of ours. */
  failed: (error: unknown, where?: string) => void;
  metrics: { contentType: string; render(): Promise<string> };
}

export interface Health {
  /** True while requests are taken and the database answers; the reason where it is not. */
  ready(): Promise<{ ready: true } | { ready: false; reason: string }>;
}

type Keeper = typeof globalThis & { [key: symbol]: Running | undefined };
const KEY = Symbol.for('switchboard.running');

/**
 * Bundled route handlers have copies of every module, so the running server is handed over on `globalThis`. Only types
 * of it are imported here.
 */
export function keepRunning(server: Running): void {
  (globalThis as Keeper)[KEY] = server;
}

/** The running server; throws where a page is rendered without one (`next build`, `next start`). */
export function running(): Running {
  const found = (globalThis as Keeper)[KEY];
  if (!found) throw new Error('The server is not running: start it with npm start or npm run dev.');
  return found;
}
