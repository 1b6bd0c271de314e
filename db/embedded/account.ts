import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { AccountUnusable } from './errors.ts';

type Ids = { uid: number; gid: number };

/** As whom Postgres runs: ourselves, another user, or behind a program that makes us look like one. */
export type Account = { ids?: Ids; wrap: readonly string[] };

/** What a program has printed, and how it ended; null when it was killed or could not be started. */
export type Outcome = { code: number | null; output: string };

/** Nothing of our own environment: PG* and LC_* variables would change what Postgres does. */
export const cleanEnvironment = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  TZ: 'UTC',
  // Next's types want NODE_ENV in every environment.
} as unknown as NodeJS.ProcessEnv;

/** Root's own id under another number: Postgres sees no root, the file system does. */
export const unshare = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/** The command line and options of `node:child_process` that run a program under the account. */
export function underAccount(account: Account, program: string, args: readonly string[]) {
  const [file = program, ...rest] = [...account.wrap, program, ...args];
  return { file, args: rest, options: { cwd: '/', env: cleanEnvironment, ...account.ids } };
}

/** Runs a program to its end under the account. */
export function runUnder(account: Account, program: string, args: readonly string[]): Promise<Outcome> {
  const { file, args: rest, options } = underAccount(account, program, args);
  return new Promise((resolve) => {
    execFile(file, rest, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : null;
      resolve({ code: error ? code : 0, output: `${stdout}${stderr}` });
    });
  });
}

/**
 * Postgres refuses to run as root. Then it runs as the owner of the database, else as an account that systems have;
 * and where those cannot reach the files (root's home is closed to them) as root in a user namespace.
 *
 * @param cluster the folder of the database, which may not exist yet
 * @param dataDir the folder around it, which exists
 * @throws {AccountUnusable}
 */
export async function chooseAccount(cluster: string, dataDir: string, postgres: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { wrap: [] };
  for (const account of await candidates(cluster, dataDir)) {
    const { code } = await runUnder(account, '/bin/sh', ['-c', 'test -x "$0" && cd "$1"', postgres, dataDir]);
    if (code === 0) return account;
  }
  throw new AccountUnusable(
    `Postgres does not run as root, and no other account may enter both ${dataDir} and the program's folder:` +
      ` start as an ordinary user, or move them out of root's home.`,
  );
}

async function candidates(cluster: string, dataDir: string): Promise<Account[]> {
  const owner = await ownerOf(cluster);
  if (owner) return [owner.uid === 0 ? { wrap: unshare } : { ids: owner, wrap: [] }];
  const named = await namedUsers();
  const around = await ownerOf(dataDir);
  // initdb looks the user up, so an owner without a name is of no use.
  const volume = [...named.values()].filter(({ uid }) => uid === around?.uid);
  const usual = ['postgres', '_postgres', 'node', 'nobody'].flatMap((name) => named.get(name) ?? []);
  const ids = [...volume, ...usual].filter(({ uid }) => uid > 0);
  return [...ids.map((each) => ({ ids: each, wrap: [] })), { wrap: unshare }];
}

async function ownerOf(folder: string): Promise<Ids | undefined> {
  const { uid, gid } = (await stat(folder).catch(() => undefined)) ?? {};
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function namedUsers(): Promise<Map<string, Ids>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = lines.map((line) => line.split(':'));
  return new Map(fields.map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
}
