import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torture, type TortureOptions } from './torture.ts';

/** The whole torture run, as a command: five kills of the server, two of Postgres. Exits with 1 where a promise broke. */
const { values } = parseArgs({
  options: {
    senders: { type: 'string', default: '20' },
    groups: { type: 'string', default: '4' },
    messages: { type: 'string', default: '20000' },
    'log-level': { type: 'string', default: 'silent' },
  },
});
const kills: TortureOptions['kills'] = [
  'server',
  'server',
  'postgres',
  'server',
  'server',
  'postgres',
  'server',
];
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-torture-'));
// When we are root the database runs as somebody else, who must be able to enter.
await chmod(dataDir, 0o755);
const began = performance.now();
try {
  const { acknowledged, violations } = await torture({
    dataDir,
    senders: Number(values.senders),
    groups: Number(values.groups),
    messages: Number(values.messages),
    kills,
    logLevel: values['log-level'],
    log: say,
  });
  for (const { kind, where, detail } of violations) say(`${kind}: ${where}: ${detail}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  say(`${acknowledged} acknowledged, ${kills.length} kills, ${violations.length} violations, ${seconds} s`);
  process.exitCode = violations.length > 0 ? 1 : 0;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
