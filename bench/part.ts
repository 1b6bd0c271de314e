import type { Row } from './rows.ts';
import type { Target, TargetName } from './targets.ts';

/** What a part of the bench works with. */
export interface Bench {
  /** Each is made once, and kept for the parts that follow. */
  target(name: TargetName): Promise<Target>;
  /** Of the Postgres that they share, in microseconds so far. */
  postgresCpu: () => number;
  /** How often each side takes its turn: `usual` times, unless whoever started the bench said otherwise. */
  rounds(usual: number): number;
  /** Tells whoever waits what is being done. */
  say: (line: string) => void;
}

/** One thing that is measured; answers the lines of the report. */
export type Part = (bench: Bench) => Promise<Row[]>;
