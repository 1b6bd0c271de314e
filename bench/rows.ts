import { type Spread, spreadOf } from './statistics.ts';

/** One line of the report: two measurements of the same thing, and the ratio of each pair. */
export interface Row {
  measure: string;
  unit: string;
  /** What the first column is compared with. */
  against: string;
  ours: Spread;
  other: Spread;
  ratio: Spread;
  goal?: Goal;
}

/** What the median of the ratios should be, or with `of` that of our own values. */
export type Goal = ({ least: number } | { most: number }) & { of?: 'ours' };

/** Pairs the rounds of two measurements; `pick` takes the value from a sample. */
export function rowOf<S>(
  names: Pick<Row, 'measure' | 'unit' | 'against' | 'goal'>,
  ours: readonly S[],
  other: readonly S[],
  pick: (sample: S) => number,
): Row {
  const values = { ours: ours.map(pick), other: other.map(pick) };
  const ratios = values.ours.map((value, round) => value / (values.other[round] ?? Number.NaN));
  return { ...names, ours: spreadOf(values.ours), other: spreadOf(values.other), ratio: spreadOf(ratios) };
}

export function meets(goal: Goal, { ratio, ours }: Row): boolean {
  const value = (goal.of === 'ours' ? ours : ratio).median;
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}
