import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that takes the lock, says `held`, and keeps it. */
async function holder(lockFile: string) {
  const lockModule = JSON.stringify(join(import.meta.dirname, 'one-at-a-time.ts'));
  const code = `
    import { oneAtATime } from ${lockModule};
    await oneAtATime(${JSON.stringify(lockFile)}, () => console.log('waiting'), () => {
      console.log('held');
      return new Promise((resolve) => process.stdin.once('data', resolve));
    });
    process.stdin.destroy();`;
  const args = ['--input-type=module-typescript', '--eval', code];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = async () => String((await once(child.stdout, 'data'))[0]).trim();
  return { child, said };
}

it('makes a second process wait until the first is done', async () => {
  const lockFile = join(folder, 'deep/lock');
  const first = await holder(lockFile);
  expect(await first.said()).toBe('held');
  const second = await holder(lockFile);
  expect(await second.said()).toBe('waiting');
  first.child.stdin.write('done\n');
  expect(await second.said()).toBe('held');
  second.child.stdin.write('done\n');
  await once(second.child, 'exit');
});

it('is free again when its holder was killed', async () => {
  const lockFile = join(folder, 'lock');
  const { child, said } = await holder(lockFile);
  expect(await said()).toBe('held');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const waited: string[] = [];
  await oneAtATime(
    lockFile,
    () => waited.push('waited'),
    async () => {},
  );
  expect(waited).toEqual([]);
});
