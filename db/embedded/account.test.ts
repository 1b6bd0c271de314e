import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unshare } from './account.ts';
import { query, startProgram, temporaryFolder } from './testing.ts';

const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

/** Where the checkout is closed to others, an ordinary user cannot run a program of it. */
function canRunAs(ids: { uid: number; gid: number }): boolean {
  const args = [
    '--eval',
    `require('fs').readFileSync(process.argv[1])`,
    join(import.meta.dirname, 'program.ts'),
  ];
  return spawnSync(process.execPath, args, { ...ids, cwd: '/' }).status === 0;
}

function canUnshare(): boolean {
  const [file = '', ...args] = [...unshare, 'true'];
  return spawnSync(file, args).status === 0;
}

async function serverOwner(pid: number | undefined): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid;
}

it.runIf(isRoot)('root hands the server to another account', async () => {
  await using folder = await temporaryFolder();
  await using program = await startProgram(folder.path);
  expect(await query(program.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const { uid } = await stat(folder.cluster);
  expect(uid).not.toBe(0);
  expect(await serverOwner(folder.postmaster())).toBe(uid);
  await program.stop();
});

it.runIf(isRoot && canRunAs(nobody))('an ordinary user starts it, and root joins as that user', async () => {
  await using folder = await temporaryFolder();
  await chown(folder.path, nobody.uid, nobody.gid);
  await using ordinary = await startProgram(folder.path, nobody);
  expect(await serverOwner(folder.postmaster())).toBe(nobody.uid);
  await query(ordinary.url, 'create table kept as select 1 as one');
  await ordinary.stop();
  expect(folder.postmaster()).toBeUndefined();

  await using root = await startProgram(folder.path);
  expect(await serverOwner(folder.postmaster())).toBe(nobody.uid);
  expect(await query(root.url, 'select * from kept')).toEqual([{ one: 1 }]);
  await root.stop();
});

it.runIf(isRoot && canUnshare())('root keeps it where nobody else may enter', async () => {
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o700);
  await using program = await startProgram(folder.path);
  await query(program.url, 'create table kept as select 1 as one');
  await program.kill();

  await using again = await startProgram(folder.path);
  expect(await query(again.url, 'select * from kept')).toEqual([{ one: 1 }]);
  await again.stop();
  expect(folder.postmaster()).toBeUndefined();
});

it.runIf(isRoot && canRunAs(nobody))('an ordinary user is told that the folder is closed to it', async () => {
  await using folder = await temporaryFolder();
  await expect(startProgram(folder.path, nobody)).rejects.toThrow(/because this user may not write there/);
  await mkdir(folder.cluster, { mode: 0o700 });
  await expect(startProgram(folder.path, nobody)).rejects.toThrow(/because this user may not write there/);
});
