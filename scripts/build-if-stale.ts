import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.ts';
import { Interrupted, run } from './run.ts';
import { sourceFingerprint } from './source-fingerprint.ts';

const root = join(import.meta.dirname, '..');
const buildId = join(root, '.next/BUILD_ID');
/** Names the sources of the finished build. Written last and removed first: half a build never carries it. */
const marker = join(root, '.next/source-fingerprint');
const lockFile = join(root, '.cache/build.lock');
const nextCli = join(root, 'node_modules/next/dist/bin/next');
const timeoutMs = 15 * 60_000;

function builtFrom(): string | undefined {
  return existsSync(buildId) && existsSync(marker) ? readFileSync(marker, 'utf8') : undefined;
}

async function build(): Promise<number> {
  const previous = builtFrom();
  const fingerprint = sourceFingerprint(root);
  // Another start may have built it while this one waited for its turn.
  if (previous === fingerprint) return 0;
  console.log(
    `Building the web client (${previous ? 'its source has changed' : 'there is no finished build'}) …`,
  );
  rmSync(marker, { force: true });
  const { code, output } = await run(process.execPath, [nextCli, 'build'], {
    cwd: root,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    show: false,
    timeoutMs,
  });
  if (code === 0) {
    writeFileSync(marker, fingerprint);
    return 0;
  }
  console.error(`${output}\nThe web client could not be built: the reason stands above.`);
  return code;
}

try {
  if (builtFrom() !== sourceFingerprint(root)) {
    const onWait = () => console.log('Another start is building the web client: waiting for it …');
    process.exitCode = await oneAtATime(lockFile, onWait, build);
  }
} catch (error) {
  if (!(error instanceof Interrupted)) throw error;
  process.exitCode = error.exitCode;
}
