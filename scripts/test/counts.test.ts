import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStep, withSecondTry, worthAnotherTry } from './counts.ts';
import type { Counts } from './reports.ts';

const vitest = { numPassedTests: 7, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 4, flaky: 0, skipped: 0 }, errors: [], suites: [] };

/** A file of vitest's report. */
function file(name: string, tests: Record<string, string>, message = '') {
  const assertionResults = Object.entries(tests).map(([fullName, said]) => {
    return { fullName, status: said ? 'failed' : 'passed', failureMessages: said ? [said] : [] };
  });
  const status = message || Object.values(tests).some(Boolean) ? 'failed' : 'passed';
  return { name: resolve(name), status, message, assertionResults };
}

/** A suite of Playwright's report with one test. */
function suite(title: string, status: string, message: string) {
  const tests = [{ status, results: [{ errors: [{ message }] }, { errors: [] }] }];
  return { specs: [], suites: [{ specs: [{ title, file: 'chat.spec.ts', tests }] }] };
}

describe('countStep', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-counts-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function count(exitCode: number, by: 'vitest' | 'playwright', report: unknown) {
    const path = join(folder, 'report.json');
    await writeFile(path, JSON.stringify(report));
    return countStep(exitCode, { by, file: path });
  }

  it('counts a step without tests as one', () => {
    expect(countStep(0)).toEqual({ passed: 1, skipped: 0, failed: [], unsteady: [] });
    expect(countStep(2)).toMatchObject({ passed: 0, failed: [{ why: 'ended with 2' }] });
  });

  it('counts the tests of a report', async () => {
    expect(await count(0, 'vitest', vitest)).toEqual({ passed: 7, skipped: 1, failed: [], unsteady: [] });
    expect(await count(0, 'playwright', playwright)).toEqual({
      passed: 4,
      skipped: 0,
      failed: [],
      unsteady: [],
    });
  });

  it('names the tests that failed, and says in a line why', async () => {
    const testResults = [file('a.test.ts', { 'a fits': '', 'a holds': 'Error: no\n  at a.ts' })];
    expect(await count(1, 'vitest', { ...vitest, testResults })).toMatchObject({
      failed: [{ file: 'a.test.ts', test: 'a holds', why: 'Error: no' }],
    });
    const suites = [suite('the chat', 'unexpected', '\u001b[31mError: gone\u001b[39m\nwas there')];
    expect(await count(1, 'playwright', { ...playwright, suites })).toMatchObject({
      failed: [{ file: 'chat.spec.ts', test: 'the chat', why: 'Error: gone' }],
    });
  });

  it('counts a test file that cannot be loaded as a failure', async () => {
    const testResults = [file('a.test.ts', {}, 'cannot find b')];
    expect(await count(1, 'vitest', { ...vitest, testResults })).toMatchObject({
      passed: 7,
      failed: [{ file: 'a.test.ts', test: '', why: 'cannot find b' }],
    });
  });

  it('tells of a test that passed only at the second try', async () => {
    const stats = { expected: 3, flaky: 1, skipped: 0 };
    const suites = [suite('the chat', 'flaky', 'Error: late')];
    expect(await count(0, 'playwright', { ...playwright, stats, suites })).toEqual({
      passed: 4,
      skipped: 0,
      failed: [],
      unsteady: [{ file: 'chat.spec.ts', test: 'the chat', why: 'Error: late' }],
    });
  });

  it('never calls a program that failed, or ran nothing, a success', async () => {
    const ended = [{ why: expect.stringContaining('ended with') as string }];
    expect(await count(1, 'vitest', vitest)).toMatchObject({ failed: ended });
    expect(await count(0, 'vitest', { ...vitest, numPassedTests: 0 })).toMatchObject({ failed: ended });
    expect(countStep(0, { by: 'playwright', file: join(folder, 'missing.json') })).toMatchObject({
      failed: ended,
    });
  });
});

describe('the second try', () => {
  const late = { file: 'a.test.ts', test: 'a holds', why: 'late' };
  const wrong = { file: 'b.test.ts', test: 'b holds', why: 'wrong' };
  const first: Counts = { passed: 7, skipped: 1, failed: [late, wrong], unsteady: [] };

  it('is for the files that failed, unless they are many or something else went wrong', () => {
    expect(worthAnotherTry(first)).toEqual(['a.test.ts', 'b.test.ts']);
    expect(worthAnotherTry({ ...first, failed: [] })).toEqual([]);
    expect(worthAnotherTry({ ...first, failed: [late, { ...wrong, file: '' }] })).toEqual([]);
    const many = Array.from({ length: 6 }, (_, index) => ({ ...late, file: `${String(index)}.test.ts` }));
    expect(worthAnotherTry({ ...first, failed: many })).toEqual([]);
  });

  it('keeps what failed again, and tells what did not', () => {
    const second: Counts = { passed: 3, skipped: 0, failed: [wrong], unsteady: [] };
    expect(withSecondTry(first, second)).toEqual({
      passed: 8,
      skipped: 1,
      failed: [wrong],
      unsteady: [late],
    });
  });

  it('changes nothing when it ran nothing', () => {
    expect(withSecondTry(first, { passed: 0, skipped: 0, failed: [], unsteady: [] })).toEqual(first);
  });
});
