import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { torture } from './torture.ts';

it(
  'loses nothing, repeats nothing and leaves no client behind when server and database are killed under load',
  { timeout: 240_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-torture-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    await chmod(dataDir, 0o755);
    const { acknowledged, violations } = await torture({
      dataDir,
      senders: 20,
      groups: 4,
      messages: 600,
      kills: ['server', 'postgres', 'server'],
      logLevel: 'silent',
      log: () => undefined,
    });
    expect(violations).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(600);
  },
);
