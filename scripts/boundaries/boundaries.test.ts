import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house } from './house.ts';
import { planted } from './planted.ts';

type Diagnostic = { code: string; message: string; filename: string };

const cases = Object.values(planted).flat();
const root = join(import.meta.dirname, '../..');

/** Runs the project's own linter over a folder. @returns what the house complains of, by file */
async function lint(folder: string): Promise<Map<string, string>> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--config', join(root, '.oxlintrc.json'), '--format', 'json', '.'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(
    // Planted faults make it exit with 1; what it says is on stdout all the same.
    (failed: { stdout: string }) => failed,
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  const ours = diagnostics.filter(({ code }) => code === 'house(imports)');
  return new Map(ours.map(({ filename, message }) => [filename, message]));
}

async function plant(folder: string, line: 'refuse' | 'allow'): Promise<void> {
  for (const entry of cases) {
    const path = join(folder, line, entry.file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${entry[line] ?? ''};\n`);
  }
}

describe('the house', () => {
  let folder: string;
  let refused: Map<string, string>;
  let allowed: Map<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-house-'));
    await plant(folder, 'refuse');
    await plant(folder, 'allow');
    refused = await lint(join(folder, 'refuse'));
    allowed = await lint(join(folder, 'allow'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has a planted violation for every room of the table', () => {
    expect(Object.keys(planted)).toEqual(expect.arrayContaining(house.map(({ path }) => path)));
  });

  it.each(cases)('refuses in $file: $refuse', ({ file }) => {
    expect(refused.get(file)).toBeDefined();
  });

  it.each(cases.filter(({ allow }) => allow))('lets pass in $file: $allow', ({ file }) => {
    expect(allowed.get(file)).toBeUndefined();
  });
});
