import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { ensurePython } from './python.ts';
import { ensureRedis } from './redis.ts';
import { Interrupted, run } from './run.ts';
import { countStep, withSecondTry, worthAnotherTry } from './test/counts.ts';
import type { Counts, Trouble } from './test/reports.ts';
import { selectSteps, type Step } from './test/steps.ts';

type Result = { step: Step; seconds: number; counts: Counts; note?: string };

const root = join(import.meta.dirname, '..');
const stepLimitMs = 30 * 60_000;

/** Where a step finds the programs that it needs. */
const programs = {
  Chromium: { variable: 'CHROMIUM_PATH', ensure: ensureChromium },
  Python: { variable: 'PYTHON_PATH', ensure: ensurePython },
  Redis: { variable: 'REDIS_SERVER_PATH', ensure: ensureRedis },
};

/** Runs one step, showing what it says. @param extra arguments for the step's last program */
async function runStep(step: Step, folder: string, extra: readonly string[]): Promise<Result> {
  console.log(`\n── ${step.name} ──`);
  const started = performance.now();
  const env: Record<string, string> = {
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  let note: string | undefined;
  const attempt = async (file: string, args: readonly string[]): Promise<Counts> => {
    if (step.countedBy === 'playwright') env.PLAYWRIGHT_JSON_OUTPUT_FILE = file;
    let exitCode = 0;
    for (const command of withReporters(step, file, args)) {
      const [program, ...rest] = command;
      const result = await run(program, rest, { cwd: root, env, show: true, timeoutMs: stepLimitMs });
      exitCode = result.code;
      if (result.timedOut) note = 'stopped after half an hour';
      if (exitCode !== 0) break;
    }
    return countStep(exitCode, step.countedBy && { by: step.countedBy, file });
  };
  let counts: Counts;
  try {
    for (const name of step.programs ?? []) env[programs[name].variable] = await programs[name].ensure();
    counts = await attempt(join(folder, `${step.name}.json`), extra);
    // Playwright tries again by itself.
    const again = step.countedBy === 'vitest' ? worthAnotherTry(counts) : [];
    if (again.length > 0) {
      console.log(`\n── ${step.name}, what failed once more ──`);
      counts = withSecondTry(counts, await attempt(join(folder, `${step.name}-again.json`), again));
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    counts = countStep(1);
    note = error instanceof Error ? error.message : String(error);
  }
  return { step, seconds: (performance.now() - started) / 1000, counts, note };
}

function withReporters(step: Step, file: string, extra: readonly string[]): [string, ...string[]][] {
  const reporters = {
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    playwright: ['--reporter=list,json'],
  };
  const added = step.countedBy ? [...reporters[step.countedBy], ...extra] : extra;
  return step.commands.map(([program, ...args], index) => {
    return [program, ...args, ...(index === step.commands.length - 1 ? added : [])];
  });
}

function line({ step, seconds, counts, note }: Result): string {
  const mark = counts.failed.length > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  const numbers = step.countedBy ? `${counts.passed} passed, ${counts.failed.length} failed` : '';
  const skipped = counts.skipped > 0 ? `${counts.skipped} skipped` : '';
  const unsteady =
    counts.unsteady.length > 0 ? `${counts.unsteady.length} only at the second try: a bug to be found` : '';
  const details = [numbers, unsteady, skipped, note].filter(Boolean).join(', ');
  return `${mark} ${step.name.padEnd(11)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${details}`.trimEnd();
}

/** Names the tests that failed, where the end of a long output is read first. */
function tell(what: string, troubles: readonly Trouble[]): void {
  for (const { file, test, why } of troubles) {
    console.log(`\n${[what, file, test].filter(Boolean).join(' › ')}\n  ${why}`);
  }
}

/** `npm test [-- steps… [-- arguments for the only step]]`. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const dashes = args.indexOf('--');
  const names = dashes === -1 ? args : args.slice(0, dashes);
  const extra = dashes === -1 ? [] : args.slice(dashes + 1);
  const selected = selectSteps(names);
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-test-'));
  const results: Result[] = [];
  try {
    for (const step of selected) {
      const missing = results.find(
        ({ step: { name }, counts }) => name === step.needs && counts.failed.length > 0,
      );
      const none = { passed: 0, skipped: 0, failed: [], unsteady: [] };
      results.push(
        missing
          ? { step, seconds: 0, counts: none, note: `not run, since ${step.needs} failed` }
          : await runStep(step, folder, names.includes(step.name) ? extra : []),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = results.reduce((sum, { counts }) => sum + counts.failed.length, 0);
  for (const { step, counts } of results) {
    tell(`✗ ${step.name}`, counts.failed);
    tell(`only at the second try: ${step.name}`, counts.unsteady);
  }
  console.log(`\n${results.map(line).join('\n')}\n\n${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  console.error(error instanceof Error ? error.message : error);
}
