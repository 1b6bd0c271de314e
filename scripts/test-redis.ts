import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { findRedis } from './redis.ts';

/** Below the ports that the system hands out: nobody takes ours while its Redis is down. */
const ports = { from: 20_000, to: 30_000 };
const pauseMs = 10;
const startLimitMs = 20_000;

/** A Redis of a test's or measurement's own, on loopback, that keeps nothing. */
export interface TestRedis {
  url: string;
  /** It keeps its connections and answers nothing (SIGSTOP), until `resume`. */
  pause(): void;
  resume(): void;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
  /** Ends it, whatever it is doing. */
  stop(): Promise<void>;
}

/** Starts a Redis. @throws {Error} with a sentence for the reader when there is none on this machine */
export async function startTestRedis(): Promise<TestRedis> {
  const program = findRedis();
  if (!program) {
    throw new Error('There is no redis-server: npm test installs one, or set REDIS_SERVER_PATH.');
  }
  let port = randomInt(ports.from, ports.to);
  let child = await start(program, port);
  for (; !child; child = await start(program, port)) port = randomInt(ports.from, ports.to);
  let running: ChildProcess | undefined = child;

  async function kill() {
    const ending = running;
    running = undefined;
    if (ending) await end(ending);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    kill,
    async start() {
      running = await start(program, port);
      if (!running) throw new Error(`Redis did not start again on port ${port}`);
    },
    stop: kill,
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await ended;
}

/** @returns undefined when the port is somebody else's */
async function start(program: string, port: number): Promise<ChildProcess | undefined> {
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: tmpdir() };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(program, args, { stdio: 'ignore' });
  // A test that ends without stopping it leaves nothing behind.
  const onExit = () => void child.kill('SIGKILL');
  process.once('exit', onExit);
  let ended = false;
  for (const event of ['exit', 'error'] as const) {
    child.once(event, () => {
      ended = true;
      process.off('exit', onExit);
    });
  }
  const giveUpAt = Date.now() + startLimitMs;
  while (!ended && Date.now() < giveUpAt) {
    if (await answers(port, child.pid)) return child;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  if (!ended) await end(child);
  return undefined;
}

/** Asks who it is, too: another run's Redis may have the port. */
function answers(port: number, pid: number | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.once('connect', () => socket.write('INFO server\r\n'));
    socket.on('data', (data) => {
      said += data.toString();
      if (!said.includes('process_id:') || !said.endsWith('\r\n')) return;
      socket.destroy();
      resolve(said.includes(`process_id:${pid}\r\n`));
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
