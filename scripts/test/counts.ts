import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export type Counts = {
  passed: number;
  failed: number;
  skipped: number;
  /** Of those that passed: only at the second try. Each is a bug to be found, of the product or of the test. */
  unsteady: number;
};

const vitestReport = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform(({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }): Counts => {
    // A file that cannot be loaded has no tests to fail: it counts as one.
    const unloaded = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloaded.length,
      skipped: numPendingTests + numTodoTests,
      unsteady: 0,
    };
  });

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }): Counts => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    unsteady: stats.flaky,
  }));

const reports = { vitest: vitestReport, playwright: playwrightReport };

/**
 * What a step comes to.
 *
 * @param exitCode what its program ended with
 * @param report where its tests were counted; without one the step counts as a single test
 * @returns the counts; at least one failure when the program failed or counted nothing
 */
export function countStep(exitCode: number, report?: { by: keyof typeof reports; file: string }): Counts {
  const failed = { passed: 0, failed: 1, skipped: 0, unsteady: 0 };
  if (!report) return exitCode === 0 ? { ...failed, passed: 1, failed: 0 } : failed;
  if (!existsSync(report.file)) return failed;
  const counts = reports[report.by].parse(JSON.parse(readFileSync(report.file, 'utf8')));
  const silent = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
