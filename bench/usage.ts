import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** CPU time of this process, all its threads, in microseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** What a process holds, in bytes. */
export interface Memory {
  /** All that the system gave it, free pages of its heap included. */
  resident: number;
  /** What its objects and buffers take. */
  live: number;
}

/** The memory of this process once its garbage is collected. */
export async function settledMemory(): Promise<Memory> {
  for (let pass = 0; pass < 4; pass += 1) {
    globalThis.gc?.();
    await delay(250);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, live: heapUsed + external };
}

/** The most that the system ever gave this process, in bytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;

/** Linux counts CPU time in hundredths of a second. */
const TICK_MICROS = 10_000;

/** CPU time of Postgres, all its processes and those that have ended, in microseconds; 0 where there is no /proc. */
export function postgresCpu(dataDir: string): number {
  if (process.platform !== 'linux') return 0;
  const postmaster =
    readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0] ?? '';
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    // Fields of proc(5), counted from the state: parent 1, utime 11, stime 12, those of ended children 13 and 14.
    if (name === postmaster) ticks += sum(fields, 11, 15);
    else if (fields[1] === postmaster) ticks += sum(fields, 11, 13);
  }
  return ticks * TICK_MICROS;
}

function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const sum = (fields: string[], from: number, to: number) =>
  fields.slice(from, to).reduce((total, field) => total + Number(field), 0);
