import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openIncoming } from './incoming.ts';

let around = '';
beforeEach(async () => {
  around = join(await mkdtemp(join(tmpdir(), 'switchboard-incoming-')), 'incoming');
});
afterEach(() => rm(join(around, '..'), { recursive: true, force: true }));

/** The folder of a server of that name, with a file that it did not finish. */
async function server(name: string) {
  await mkdir(join(around, name), { recursive: true });
  await writeFile(join(around, name, 'half'), 'half a file');
}

const OWN = `${hostname()}-${process.pid}`;
/** A process that has ended. */
const DEAD = `${hostname()}-${spawnSync('true').pid}`;
const LIVING = `${hostname()}-${process.ppid}`;

it('makes a folder for this server', async () => {
  expect(await openIncoming(around, () => Promise.resolve())).toBe(join(around, OWN));
  expect(await readdir(around)).toEqual([OWN]);
});

it('removes what servers that are gone have left, and leaves the others theirs', async () => {
  const long = new Date(Date.now() - 25 * 60 * 60_000);
  for (const name of [OWN, DEAD, LIVING, 'elsewhere-1', 'long-ago-1']) await server(name);
  await utimes(join(around, 'long-ago-1'), long, long);
  const gone: string[] = [];
  const folder = await openIncoming(around, async (id) => void gone.push(id));
  expect((await readdir(around)).toSorted()).toEqual(['elsewhere-1', LIVING, OWN].toSorted());
  expect(await readdir(folder)).toEqual([]);
  expect(gone).toEqual(['half', 'half', 'half']);
});
