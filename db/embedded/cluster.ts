import { randomUUID } from 'node:crypto';
import { chmod, chown, lstat, mkdir, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, chooseAccount, runUnder } from './account.ts';
import { isAlive } from './alive.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { fromFileError, fromOutput, OtherMajorVersion, StartFailed } from './errors.ts';
import { socketFolderOf } from './socket-folder.ts';

/** One database of Postgres on the disk, and what is needed to run it. */
export type Cluster = {
  /** Absolute, without links; Postgres's own files. */
  folder: string;
  socketFolder: string;
  logFile: string;
  binaries: Binaries;
  account: Account;
  /** False: a power cut may cost data. For tests. */
  durable: boolean;
};

const unfinished = /^postgres\.new-(\d+)-/;

/**
 * Makes the database `postgres` in `dataDir` unless it is there, and finds out how it is to be run.
 *
 * @throws {EmbeddedDatabaseError}
 */
export async function openCluster(
  dataDir: string,
  { binDir, durable = true }: { binDir?: string; durable?: boolean },
): Promise<Cluster> {
  const binaries = await findBinaries(binDir);
  try {
    await mkdir(dataDir, { recursive: true });
    const home = await realpath(dataDir);
    const folder = join(home, 'postgres');
    const account = await chooseAccount(folder, home, binaries.postgres);
    const cluster = { folder, logFile: join(home, 'postgres.log'), binaries, account, durable };
    const made = (await versionOf(folder)) ?? (await create(home, cluster));
    if (made !== binaries.major) throw new OtherMajorVersion(folder, made, binaries.major);
    // Postgres refuses a folder that others may enter, as volumes and `chmod -R` make them.
    if ((await lstat(folder)).mode & 0o077) await chmod(folder, 0o700);
    return { ...cluster, socketFolder: socketFolderOf(folder) };
  } catch (error) {
    throw fromFileError(error, dataDir);
  }
}

/** @returns the major version that made the folder; undefined where there is none */
async function versionOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** Makes it under another name first: whoever is killed half way leaves nothing that looks like a database. */
async function create(home: string, cluster: Omit<Cluster, 'socketFolder'>): Promise<number> {
  const { folder, account, binaries, durable } = cluster;
  await removeUnfinished(home);
  const draft = join(home, `postgres.new-${process.pid}-${randomUUID()}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    if (account.ids) await chown(draft, account.ids.uid, account.ids.gid);
    const { code, output } = await runUnder(
      account,
      binaries.initdb,
      initdbArguments(draft, binaries.major, durable),
    );
    if (code !== 0) throw fromOutput(output, home);
    await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      // Another process was faster, and its database is as good as ours.
      if (!(await versionOf(folder)))
        throw new StartFailed(`${folder} is in the way: it is not a Postgres database.`);
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await sync(home);
  return (await versionOf(folder)) ?? binaries.major;
}

function initdbArguments(folder: string, major: number, durable: boolean): string[] {
  // Without a collation of the system: the same order and the same search on every machine.
  const locale =
    major < 17
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return [
    '-D',
    folder,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    ...locale,
    ...(durable ? [] : ['--no-sync']),
  ];
}

async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(unfinished.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    // Its initdb may still be writing; then the next start removes the rest.
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A rename is on the disk only when its folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
