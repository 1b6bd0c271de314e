import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';

// Ids and versions are far below 2^53, so an int8 is a number everywhere.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

export type Database = ReturnType<typeof openDatabase>;

/**
 * Two pools on one database: sends have their own connection, so that a burst of slow reads never delays them.
 * `failed` hears of idle connections that were lost; the pools replace them.
 */
export function openDatabase(url: string, failed: (error: Error) => void) {
  const options = {
    connectionString: url,
    types,
    application_name: 'switchboard',
    connectionTimeoutMillis: 10_000,
  };
  const pool = new pg.Pool({ ...options, max: 16 });
  const writer = new pg.Pool({ ...options, max: 2 });
  for (const each of [pool, writer]) {
    each.on('error', failed);
    // A connection that is lost while somebody holds it fails their next statement; unheard it would end the process.
    each.on('connect', (client) => client.on('error', () => undefined));
  }
  return {
    pool,
    writer,
    orm: drizzle(pool, { casing: 'snake_case' }),
    /** Waits for what is in flight. */
    async close() {
      await Promise.all([pool.end(), writer.end()]);
    },
  };
}

const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** True where the database was away or went away: the same statement may succeed later, and may have succeeded. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Class 08: connection; 57P: the server is stopping or starting; 53300: too many connections; 40: serialization.
  if (LOST.has(code) || /^(08|57P0|53300|40001|40P01)/.test(code)) return true;
  // What pg itself says has no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}

/** True where a row with that key is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';
