import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStep } from './counts.ts';

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('countStep', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-counts-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function count(exitCode: number, by: 'vitest' | 'playwright', report: unknown) {
    const file = join(folder, 'report.json');
    await writeFile(file, JSON.stringify(report));
    return countStep(exitCode, { by, file });
  }

  it('counts a step without tests as one', () => {
    expect(countStep(0)).toEqual({ passed: 1, failed: 0, skipped: 0, unsteady: 0 });
    expect(countStep(2)).toEqual({ passed: 0, failed: 1, skipped: 0, unsteady: 0 });
  });

  it('counts the tests of a report', async () => {
    expect(await count(0, 'vitest', vitest)).toEqual({ passed: 7, failed: 0, skipped: 1, unsteady: 0 });
    expect(await count(0, 'playwright', playwright)).toEqual({
      passed: 4,
      failed: 0,
      skipped: 0,
      unsteady: 0,
    });
  });

  it('counts a test file that cannot be loaded as a failure', async () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(await count(1, 'vitest', { ...vitest, testResults })).toMatchObject({ passed: 7, failed: 1 });
  });

  it('tells of a test that passed only at the second try', async () => {
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 };
    const counts = await count(0, 'playwright', { ...playwright, stats });
    expect(counts).toEqual({ passed: 4, failed: 0, skipped: 0, unsteady: 1 });
  });

  it('never calls a program that failed, or ran nothing, a success', async () => {
    expect(await count(1, 'vitest', vitest)).toMatchObject({ failed: 1 });
    expect(await count(0, 'vitest', { ...vitest, numPassedTests: 0 })).toMatchObject({ failed: 1 });
    expect(countStep(0, { by: 'playwright', file: join(folder, 'missing.json') })).toMatchObject({
      failed: 1,
    });
  });
});
