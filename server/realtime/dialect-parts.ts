import type { Core } from '#server/core/core.ts';
import type { Authenticate } from './connection.ts';
import type { Dialect } from './dialect.ts';
import type { Realtime } from './realtime.ts';
import type { RawDialect } from './ws.ts';

/** What every dialect is made of. */
export interface DialectParts {
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  failed: (error: unknown, where?: string) => void;
}

/** A dialect of raw WebSockets: what it does with what happens, and with a socket that has opened. */
export type CreateRawDialect = (parts: DialectParts) => { dialect: Dialect; accept: RawDialect };
