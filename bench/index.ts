import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import type { Part } from './part.ts';
import { measureAcknowledgements } from './part-acks.ts';
import { measureAnswers } from './part-answers.ts';
import { measureCrowd } from './part-crowd.ts';
import { measureDesk } from './part-desk.ts';
import { measureHistory } from './part-history.ts';
import { measureInstances } from './part-instances.ts';
import { measureMemory } from './part-memory.ts';
import { measureRoom } from './part-room.ts';
import { measureDialect, measureForeignKeys, measureSends } from './part-sends.ts';
import { killChildren } from './processes.ts';
import { describeMachine, renderTable, writeReport } from './report.ts';
import type { Row } from './rows.ts';
import { type Target, type TargetName, createTarget } from './targets.ts';
import { postgresCpu } from './usage.ts';

const parts = new Map<string, Part>([
  ['sends', measureSends],
  ['conversations-sends', measureDialect('conversations')],
  ['support-sends', measureDialect('support')],
  ['subscriptions-sends', measureDialect('subscriptions')],
  ['acks', measureAcknowledgements],
  ['feed-room', measureRoom({ dialect: 'feed', sender: 'subscriptions', least: 6 })],
  ['subscriptions-room', measureRoom({ dialect: 'subscriptions', least: 6 })],
  ['conversations-room', measureRoom({ dialect: 'conversations', least: 1.5 })],
  ['support-room', measureRoom({ dialect: 'support', least: 1.5 })],
  ['hub-room', measureRoom({ dialect: 'hub', least: 1.5 })],
  ['instances', measureInstances],
  ['memory', measureMemory],
  ['crowd', measureCrowd],
  ['answers', measureAnswers],
  ['history', measureHistory],
  ['desk', measureDesk],
  ['keys', measureForeignKeys],
]);

const args = process.argv.slice(2);
const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice('--rounds='.length) ?? 0);
const flags = args.filter((arg) => arg.startsWith('--flag=')).map((arg) => arg.slice('--flag='.length));
const named = args.filter((arg) => !arg.startsWith('--'));
const wanted = named.length > 0 ? named : [...parts.keys()];
const unknown = wanted.filter((name) => !parts.has(name));
if (unknown.length > 0 || (args.includes('--write') && named.length > 0)) {
  console.error(`Usage: npm run bench [-- ${[...parts.keys()].join(' | ')} …] [--rounds=<n>] [--flag=<for the servers' Node>]
       npm run bench -- --write   all parts, and the table of docs/performance.md`);
  process.exit(2);
}
// The measurement that loses its processes ends, and what was started is stopped.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, killChildren);
const say = (line: string) => console.error(line);

const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
const postgres = await startEmbedded(dataDir);
const targets = new Map<TargetName, Promise<Target>>();
function target(name: TargetName): Promise<Target> {
  const made = targets.get(name) ?? createTarget(name, { url: postgres.url, dataDir, flags });
  targets.set(name, made);
  return made;
}

try {
  const rows: Row[] = [];
  for (const [name, measure] of parts) {
    if (!wanted.includes(name)) continue;
    say(`measuring ${name} …`);
    rows.push(
      ...(await measure({
        target,
        rounds: (usual) => rounds || usual,
        postgresCpu: () => postgresCpu(dataDir),
        say,
      })),
    );
  }
  const { pool } = await target('switchboard');
  const { rows: versions } = await pool.query<{ server_version: string }>('show server_version');
  const machine = describeMachine(versions[0]?.server_version ?? '');
  console.log(`${machine}\n\n${renderTable(rows)}`);
  if (args.includes('--write')) await writeReport(machine, rows);
} finally {
  killChildren();
  for (const made of targets.values()) await made.then(({ pool }) => pool.end());
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
