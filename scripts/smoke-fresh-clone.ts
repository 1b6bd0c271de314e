import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

// Proves the README's first command on a machine that has nothing but Node, npm and this commit:
//   npx node scripts/smoke-fresh-clone.ts [--user nobody]

const { values: options } = parseArgs({ options: { user: { type: 'string' } } });
const root = join(import.meta.dirname, '..');
const startLimitMs = 10 * 60_000;
const stopLimitMs = 15_000;
/** How this machine reaches its package registry is not what is tried here. */
const networkSettings = [
  'NODE_EXTRA_CA_CERTS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'npm_config_registry',
];

/** A folder with `node`, `npm` and `npx` of the system, not those of this project. */
function bareTools(folder: string): string {
  const path = (process.env.PATH ?? '').split(':').filter((part) => !part.includes('node_modules'));
  mkdirSync(folder);
  for (const tool of ['node', 'npm', 'npx']) {
    const found = path.map((part) => join(part, tool)).find((candidate) => existsSync(candidate));
    if (!found) throw new Error(`There is no ${tool} in the PATH outside this project.`);
    symlinkSync(realpathSync(found), join(folder, tool));
  }
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Waits until `url` answers well, or says what was answered instead when the time is up. */
async function answer(url: string, signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(url, { signal }).catch(() => undefined);
    if (response?.ok) return response.text();
    await wait(250);
  }
}

function processesUnder(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(folder) && !line.includes(import.meta.filename));
}

async function smoke(folder: string): Promise<void> {
  const clone = join(folder, 'clone');
  const home = join(folder, 'home');
  mkdirSync(home);
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);
  const port = await freePort();
  const passed = networkSettings.flatMap((name) =>
    process.env[name] ? [`${name}=${process.env[name]}`] : [],
  );
  const settings = [
    `PATH=${bareTools(join(folder, 'bin'))}:/usr/bin:/bin`,
    `HOME=${home}`,
    `PORT=${port}`,
    ...passed,
  ];
  const as: string[] = [];
  if (options.user) {
    const group = execFileSync('id', ['-gn', options.user], { encoding: 'utf8' }).trim();
    execFileSync('chown', ['-R', `${options.user}:${group}`, clone, home]);
    as.push('setpriv', `--reuid=${options.user}`, `--regid=${group}`, '--clear-groups');
  }

  const [program = 'sh', ...args] = [...as, 'env', '-i', ...settings, 'sh', '-c', 'npm ci && exec npm start'];
  const started = performance.now();
  const child = spawn(program, args, { cwd: clone, stdio: ['ignore', 'inherit', 'inherit'] });
  const gone = new AbortController();
  child.once('exit', (code) => gone.abort(new Error(`npm ci && npm start ended early, with ${code}`)));
  try {
    const limits = AbortSignal.any([gone.signal, AbortSignal.timeout(startLimitMs)]);
    await answer(`http://127.0.0.1:${port}/api/health/ready`, limits);
    console.log(`Ready after ${((performance.now() - started) / 1000).toFixed(0)} s.`);
    const page = await answer(`http://127.0.0.1:${port}/sign-in`, limits);
    if (!/sign in/i.test(page))
      throw new Error(`The sign-in page does not ask to sign in:\n${page.slice(0, 2000)}`);
  } catch (error) {
    if (!gone.signal.aborted) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    throw error;
  }

  child.removeAllListeners('exit');
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(stopLimitMs) });
  child.kill('SIGTERM');
  const [code] = (await exited) as [number | null];
  if (code !== 0) throw new Error(`After SIGTERM it ended with ${code} instead of 0.`);
  const left = processesUnder(folder);
  if (left.length > 0) throw new Error(`It left processes behind:\n${left.join('\n')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'switchboard-smoke-'));
try {
  chmodSync(folder, 0o755);
  await smoke(folder);
  console.log(
    `A fresh clone starts, asks to sign in and stops well${options.user ? ` as ${options.user}` : ''}.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
