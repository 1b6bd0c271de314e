import { chmod, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbedded } from '#db/embedded.ts';
import { restoreLinks } from './binaries.ts';
import { fromFileError, fromOutput } from './errors.ts';
import { temporaryFolder } from './testing.ts';

async function write(path: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode });
}

describe('the embedded database says in a sentence that', () => {
  it('the data is another major version’s', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.cluster, 'PG_VERSION'), '15\n');
    await expect(folder.start()).rejects.toThrow(
      `The database in ${folder.cluster} was made by PostgreSQL 15 and PostgreSQL 18 cannot open it:` +
        ` carry it over with pg_dump and psql, or set DATA_DIR to another folder.`,
    );
  });

  it('the data folder is a file', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.path, 'file'), '');
    await expect(startEmbedded(join(folder.path, 'file'))).rejects.toThrow(/may not write there/);
  });

  it('something else is in the way', async () => {
    await using folder = await temporaryFolder();
    await write(join(folder.cluster, 'notes.txt'), 'not a database');
    await expect(folder.start()).rejects.toThrow('is in the way: it is not a Postgres database.');
    expect(await readFile(join(folder.cluster, 'notes.txt'), 'utf8')).toBe('not a database');
  });

  it('the binaries are not installed', async () => {
    await using folder = await temporaryFolder();
    await expect(folder.start({ binDir: folder.path })).rejects.toThrow(/run "npm ci" without/);
  });

  it('the binaries cannot run on this system', async () => {
    await using folder = await temporaryFolder();
    for (const name of ['initdb', 'postgres']) {
      await write(join(folder.path, 'bin', name), '#!/no/such/loader\n');
      await chmod(join(folder.path, 'bin', name), 0o755);
    }
    const binDir = join(folder.path, 'bin');
    await expect(folder.start({ binDir })).rejects.toThrow(/set DATABASE_URL/);
  });

  it('the data is damaged, quoting Postgres', async () => {
    await using folder = await temporaryFolder();
    await (await folder.start()).stop();
    await writeFile(join(folder.cluster, 'global', 'pg_control'), '');
    await expect(folder.start()).rejects.toThrow(/^The embedded Postgres in .* does not start: .*pg_control/);
    expect(folder.postmaster()).toBeUndefined();
  });

  it.each([
    ['initdb', 'initdb: error: could not write to file "x/base/1/1255": No space left on device\n'],
    [
      'postgres',
      'LOG:  starting\nFATAL:  could not write lock file "postmaster.pid": No space left on device\n',
    ],
  ])('the disk was full for %s', (_, output) => {
    expect(fromOutput(output, '/data').message).toMatch(/^The disk that holds \/data is full: make room/);
  });

  it('the disk was full for us', () => {
    const error = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(fromFileError(error, '/data')).toMatchObject({ name: 'DiskFull' });
  });

  it('the user has no name', () => {
    const output = 'initdb: error: could not look up effective user ID 12345: user does not exist\n';
    expect(fromOutput(output, '/data').message).toMatch(/needs a user with a name/);
  });
});

it('makes the links of the binaries where npm was told to run no scripts', async () => {
  await using folder = await temporaryFolder();
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await write(join(folder.path, 'native/pg-symlinks.json'), JSON.stringify(links));
  await write(join(folder.path, 'native/lib/libpq.so.5.18'), 'library');

  await restoreLinks(folder.path);
  await restoreLinks(folder.path);
  const link = join(folder.path, 'native/lib/libpq.so.5');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(link, 'utf8')).toBe('library');
});
