import { relative } from 'node:path';
import { z } from 'zod';

/** A test that failed, or passed only at the second try. */
export type Trouble = {
  /** The file that it stands in. */
  file: string;
  /** Its title with the titles around it; empty for a file that could not be loaded. */
  test: string;
  /** The first line of what it said. */
  why: string;
};

export type Counts = {
  passed: number;
  skipped: number;
  failed: readonly Trouble[];
  /** Of those that passed: only at the second try. Each is a bug to be found, of the product or of the test. */
  unsteady: readonly Trouble[];
};

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function firstLine(text = ''): string {
  return text.replace(escapes, '').trim().split('\n', 1)[0] ?? '';
}

/** What vitest's JSON reporter writes, as counts. */
export const vitestReport = z
  .object({
    numPassedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(''),
        assertionResults: z.array(
          z.object({
            status: z.string(),
            fullName: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    ),
  })
  .transform(({ numPassedTests, numPendingTests, numTodoTests, testResults }): Counts => {
    const failed = testResults.flatMap(({ name, status, message, assertionResults }): Trouble[] => {
      const file = relative(process.cwd(), name);
      const tests = assertionResults
        .filter((test) => test.status === 'failed')
        .map(({ fullName, failureMessages }) => {
          return { file, test: fullName, why: firstLine(failureMessages?.[0]) };
        });
      // A file that cannot be loaded, or whose preparation fails, has no test that failed: it counts as one.
      const silent = status === 'failed' && tests.length === 0;
      return silent ? [{ file, test: '', why: firstLine(message) }] : tests;
    });
    return { passed: numPassedTests, skipped: numPendingTests + numTodoTests, failed, unsteady: [] };
  });

const playwrightSpecs = z.array(
  z.object({
    title: z.string(),
    file: z.string(),
    tests: z.array(
      z.object({
        status: z.string(),
        results: z.array(z.object({ errors: z.array(z.object({ message: z.string().default('') })) })),
      }),
    ),
  }),
);

const playwrightSuite = z.object({
  specs: playwrightSpecs,
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

type PlaywrightSuite = z.infer<typeof playwrightSuite>;

function specsOf({ specs, suites = [] }: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** What Playwright's JSON reporter writes, as counts. */
export const playwrightReport = z
  .object({
    stats: z.object({ expected: z.int(), flaky: z.int(), skipped: z.int() }),
    errors: z.array(z.object({ message: z.string().default('') })),
    suites: z.array(playwrightSuite),
  })
  .transform(({ stats, errors, suites }): Counts => {
    const specs = suites.flatMap(specsOf);
    const those = (status: 'unexpected' | 'flaky') =>
      specs.flatMap(({ title, file, tests }) =>
        tests
          .filter((test) => test.status === status)
          .map(({ results }): Trouble => {
            return {
              file,
              test: title,
              why: firstLine(results.flatMap((result) => result.errors)[0]?.message),
            };
          }),
      );
    const outside = errors.map(({ message }): Trouble => ({ file: '', test: '', why: firstLine(message) }));
    return {
      passed: stats.expected + stats.flaky,
      skipped: stats.skipped,
      failed: [...those('unexpected'), ...outside],
      unsteady: those('flaky'),
    };
  });
