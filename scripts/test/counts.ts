import { existsSync, readFileSync } from 'node:fs';
import { playwrightReport, vitestReport, type Counts } from './reports.ts';

const reports = { vitest: vitestReport, playwright: playwrightReport };

/**
 * What a step comes to.
 *
 * @param exitCode what its program ended with
 * @param report where its tests were counted; without one the step counts as a single test
 * @returns the counts; at least one failure when the program failed or counted nothing
 */
export function countStep(exitCode: number, report?: { by: keyof typeof reports; file: string }): Counts {
  const failed: Counts = {
    passed: 0,
    skipped: 0,
    failed: [{ file: '', test: '', why: `ended with ${String(exitCode)}` }],
    unsteady: [],
  };
  if (!report) return exitCode === 0 ? { ...failed, passed: 1, failed: [] } : failed;
  if (!existsSync(report.file)) return failed;
  const counts = reports[report.by].parse(JSON.parse(readFileSync(report.file, 'utf8')));
  const silent = counts.failed.length === 0 && (exitCode !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: failed.failed } : counts;
}

/** More files than this that fail are no matter of chance. */
const mostFiles = 5;

/**
 * Which files a step should try a second time, to tell what is always broken from a bug of time.
 *
 * @returns the files that failed; none when nothing did, or too much, or something outside of any file
 */
export function worthAnotherTry({ failed }: Counts): string[] {
  const files = [...new Set(failed.map(({ file }) => file))];
  return files.length > mostFiles || files.includes('') ? [] : files;
}

/**
 * The counts of a step whose failed files were run again.
 *
 * @param first of the whole step
 * @param second of the files that failed
 * @returns the first counts, where what passed the second time is no failure any more but unsteady
 */
export function withSecondTry(first: Counts, second: Counts): Counts {
  if (second.passed === 0) return first;
  const still = new Set(second.failed.map(({ file, test }) => `${file} ${test}`));
  const mended = first.failed.filter(({ file, test }) => !still.has(`${file} ${test}`));
  return {
    passed: first.passed + mended.filter(({ test }) => test !== '').length,
    skipped: first.skipped,
    failed: second.failed,
    unsteady: [...first.unsteady, ...mended],
  };
}
