import { execFileSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from './processes.ts';
import type { BenchServer } from './targets.ts';
import { SECRET } from './tokens.ts';

interface WebParts {
  dataDir: string;
  flags: readonly string[];
}

const STARTS_WITHIN_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The product as `npm start` runs it, pages and all, which are built first if need be. A probe beside it answers the bench. */
export async function startWeb(url: string, { dataDir, flags }: WebParts): Promise<Child<BenchServer>> {
  execFileSync(process.execPath, [new URL('../scripts/build-if-stale.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const probe = new URL('./probe.ts', import.meta.url).href;
  const server = await startChild<BenchServer>(new URL('../server/index.ts', import.meta.url), [], {
    flags: [...flags, `--import=${probe}`],
    silent: true,
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      NEXTAUTH_SECRET: SECRET,
      SEND_LIMIT: 'off',
      LOG_LEVEL: 'warn',
    },
  });
  const address = `http://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${address}/api/health/ready`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > giveUpAt) throw new Error('The server did not start');
    await delay(100);
  }
  // Its pages are loaded when they are asked for.
  for (const path of ['/', '/sign-in', '/register']) await (await fetch(`${address}${path}`)).text();
  return server;
}
