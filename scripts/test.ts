import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { ensurePython } from './python.ts';
import { ensureRedis } from './redis.ts';
import { Interrupted, run } from './run.ts';
import { countStep, type Counts } from './test/counts.ts';
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
  const file = join(folder, `${step.name}.json`);
  const env: Record<string, string> = {
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  let note: string | undefined;
  let exitCode = 0;
  try {
    for (const name of step.programs ?? []) env[programs[name].variable] = await programs[name].ensure();
    if (step.countedBy === 'playwright') env.PLAYWRIGHT_JSON_OUTPUT_FILE = file;
    for (const command of withReporters(step, file, extra)) {
      const [program, ...args] = command;
      const result = await run(program, args, { cwd: root, env, show: true, timeoutMs: stepLimitMs });
      exitCode = result.code;
      if (result.timedOut) note = 'stopped after half an hour';
      if (exitCode !== 0) break;
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    exitCode = 1;
    note = error instanceof Error ? error.message : String(error);
  }
  const counts = countStep(exitCode, step.countedBy && { by: step.countedBy, file });
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
  const mark = counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  const numbers = step.countedBy ? `${counts.passed} passed, ${counts.failed} failed` : '';
  const skipped = counts.skipped > 0 ? `${counts.skipped} skipped` : '';
  const unsteady = counts.unsteady > 0 ? `${counts.unsteady} only at the second try: a bug to be found` : '';
  const details = [numbers, unsteady, skipped, note].filter(Boolean).join(', ');
  return `${mark} ${step.name.padEnd(11)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${details}`.trimEnd();
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
      const missing = results.find(({ step: { name }, counts }) => name === step.needs && counts.failed > 0);
      const none = { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
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
  const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0);
  console.log(`\n${results.map(line).join('\n')}\n\n${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  console.error(error instanceof Error ? error.message : error);
}
