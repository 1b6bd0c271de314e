import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceFingerprint } from './source-fingerprint.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'switchboard-fingerprint-'));
  mkdirSync(join(root, 'app/deep'), { recursive: true });
  writeFileSync(join(root, 'app/deep/page.tsx'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('changes with the content, the name and the presence of a source', () => {
  const page = join(root, 'app/deep/page.tsx');
  const first = sourceFingerprint(root);
  writeFileSync(page, 'two');
  const second = sourceFingerprint(root);
  rmSync(page);
  writeFileSync(join(root, 'app/page.tsx'), 'two');
  const third = sourceFingerprint(root);
  writeFileSync(join(root, 'next.config.ts'), '');
  const fourth = sourceFingerprint(root);
  expect(new Set([first, second, third, fourth]).size).toBe(4);
});

it('stays the same when only time stamps and tests change', () => {
  const first = sourceFingerprint(root);
  utimesSync(join(root, 'app/deep/page.tsx'), new Date(0), new Date(0));
  writeFileSync(join(root, 'app/deep/page.test.tsx'), 'a test');
  expect(sourceFingerprint(root)).toBe(first);
});
