import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureProgram, findProgram, type Program } from './program.ts';

let folder: string;
let program: Program;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-program-'));
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  program = {
    name: 'the tool',
    variable: 'A_TOOL_OF_THIS_TEST',
    paths: [join(folder, 'first'), join(folder, 'second')],
    trial: ['--version'],
    debianPackage: 'no-package-of-this-test',
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** A program of that name that ends with `code`. */
async function place(name: string, code: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nexit ${code}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('a program that tests need', () => {
  it('is the first on the machine that starts', async () => {
    await place('first', 1);
    const second = await place('second', 0);
    expect(await ensureProgram(program)).toBe(second);
  });

  it('is the one that was chosen, or none', async () => {
    await place('first', 0);
    const chosen = await place('chosen', 0);
    vi.stubEnv(program.variable, chosen);
    expect(findProgram(program)).toBe(chosen);
    expect(await ensureProgram(program)).toBe(chosen);
    vi.stubEnv(program.variable, '/nowhere/at-all');
    await expect(ensureProgram(program)).rejects.toThrow(
      'A_TOOL_OF_THIS_TEST names /nowhere/at-all, which does not start.',
    );
  });

  it('is installed where there is none', async () => {
    expect(findProgram(program)).toBeUndefined();
    const elsewhere = await place('elsewhere', 0);
    const wanted = join(folder, 'second');
    const installers = [
      { name: 'one that fails', command: 'false', args: [] },
      { name: 'a copy', command: 'cp', args: ['-p', elsewhere, wanted] },
    ];
    expect(await ensureProgram({ ...program, installers })).toBe(wanted);
  });
});
