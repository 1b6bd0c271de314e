import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Violation } from './checker.ts';
import { createWorld } from './world.ts';
import type { ReferenceClient } from './reference-client.ts';

export interface TortureOptions {
  /** Where the server's embedded database is. */
  dataDir: string;
  senders: number;
  groups: number;
  /** Sends that are to be acknowledged at least. */
  messages: number;
  /** What is killed, in this order, spread over the run. */
  kills: readonly ('server' | 'postgres')[];
  logLevel: string;
  log: (line: string) => void;
}

export interface Verdict {
  acknowledged: number;
  violations: Violation[];
}

const SETTLING_MS = 60_000;

/**
 * Lets people send at once while the server and its database are killed (`kill -9`) under them, waits until everything has
 * come to rest, and judges what is left. fsync is on.
 */
export async function torture(options: TortureOptions): Promise<Verdict> {
  const { dataDir, senders, groups, messages, kills, logLevel, log } = options;
  const world = await createWorld({ settings: { dataDir, logLevel }, people: senders + 1, groups });
  try {
    const progress = createProgress();
    // One is away all the time, and has much to catch up with.
    const away = world.clients[senders];
    away?.disconnect();
    const sending = world.clients
      .slice(0, senders)
      .map((client, index) => keepSending(client, world.conversationIds, index, messages, progress));
    // Evenly spread, and load between any two of them.
    for (const [index, victim] of kills.entries()) {
      await progress.reached(Math.floor(((index + 1) * messages) / (kills.length + 1)));
      log(`${progress.count()} acknowledged: kill -9 of the ${victim}`);
      if (victim === 'postgres') await killPostgres(dataDir);
      else {
        await world.app().kill();
        await world.restart();
      }
    }
    await Promise.all(sending);
    log(`${progress.count()} acknowledged: waiting until everybody knows of everything`);
    await away?.connect();
    await inTime(world.settled());
    return { acknowledged: progress.count(), violations: await world.judge() };
  } finally {
    await world.stop();
  }
}

/** Counts acknowledgements, and wakes who waits for a number of them. */
function createProgress() {
  let count = 0;
  const waiting = new Map<number, () => void>();
  return {
    count: () => count,
    add() {
      count += 1;
      waiting.get(count)?.();
    },
    reached: (target: number) =>
      new Promise<void>((resolve) => {
        if (count >= target) resolve();
        else waiting.set(target, resolve);
      }),
  };
}

/** One person: sends, and with what was sent does now and then what people do. */
async function keepSending(
  client: ReferenceClient,
  conversationIds: readonly number[],
  start: number,
  messages: number,
  progress: ReturnType<typeof createProgress>,
) {
  for (let turn = start; progress.count() < messages; turn++) {
    const conversationId = conversationIds[turn % conversationIds.length] ?? 0;
    const { id, seq } = await client.send(conversationId, `${client.name}, turn ${turn}`);
    progress.add();
    const input = { messageId: id };
    if (turn % 5 === 0) await client.attempt('message.edit', { ...input, content: `edited in turn ${turn}` });
    if (turn % 7 === 0) await client.attempt('message.react', { ...input, emoji: '👍', on: true });
    if (turn % 11 === 0) await client.attempt('message.delete', input);
    if (turn % 3 === 0) await client.attempt('conversation.read', { conversationId, seq });
  }
}

/** The server's own supervisor starts it again. */
async function killPostgres(dataDir: string) {
  const lock = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  process.kill(Number.parseInt(lock, 10), 'SIGKILL');
}

/** Whoever has not come to rest by then is judged as they are. */
async function inTime(settled: Promise<void>) {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, SETTLING_MS);
  await Promise.race([settled, late]);
  clearTimeout(timer);
}
