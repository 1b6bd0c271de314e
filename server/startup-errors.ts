import { EmbeddedDatabaseError } from '#db/embedded/errors.ts';
import { DatabaseTooNew, DatabaseTooOld } from '#db/migrate.ts';
import { ConfigError } from './config.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Codes of errors that say "no space": of the file system and of Postgres. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Errors whose message is written for whoever starts the server. */
const WRITTEN_FOR_PEOPLE = [ConfigError, EmbeddedDatabaseError, DatabaseTooNew, DatabaseTooOld];

/** One sentence for what keeps the server from starting; undefined where it is a fault of ours. */
export function explainStartup(
  error: unknown,
  { HOST, PORT }: { HOST: string; PORT: number },
): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0)
    return explainStartup(error.errors[0], { HOST, PORT });
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  if (FULL.has(code) || /no space left on device/i.test(error.message))
    return 'The disk is full: make room, then start again.';
  if (code === 'EADDRINUSE') return `Port ${PORT} is taken: stop what listens there, or set PORT.`;
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen')
    return `Port ${PORT} may not be used by this user: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `The address ${HOST} is not one of this machine's: check HOST.`;
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', 'ENOENT'].includes(code) &&
    'syscall' in error
  )
    return `The database cannot be reached (${error.message}): check DATABASE_URL, and that it runs.`;
  if (/^(08|57P03)/.test(code))
    return 'The database does not take connections right now: try again in a moment.';
  if (code.startsWith('28')) return `The database refuses the sign-in: ${error.message}.`;
  if (code === '3D000') return `The database of DATABASE_URL does not exist: ${error.message}.`;
  if (WRITTEN_FOR_PEOPLE.some((kind) => error instanceof kind)) return error.message;
  return undefined;
}
