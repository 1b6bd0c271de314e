import type { Named } from '#server/dialects/conformance.ts';
import type { Dice } from './dice.ts';

/** Whom and what generated frames are about. */
export interface Scene {
  userId: number;
  token: string;
  /** A conversation of the user's own, one of others, and one that does not exist. */
  own: Named;
  foreign: Named;
  missing: Named;
}

/** What becomes of a frame, by the dialect's document. */
export type Fate =
  | { answer: unknown }
  /** It is closed, after one last word if any. */
  | { closed: number; said?: unknown };

export interface Generated {
  /** A text of a raw socket, or an event of Socket.IO with its arguments. */
  frame: string | readonly [event: string, ...args: unknown[]];
  fate: Fate;
  /** The text of a message that it stores. */
  stores?: string;
}

export type Generate = (dice: Dice, scene: Scene) => Generated;

/** A value for a field, and what is said against it; nothing where it is right. */
export type Offer = readonly [value: unknown, complaint?: string];

/** One offer for each field: half of the time all are right, else any may be wrong. */
export function fill<F extends string>(
  dice: Dice,
  fields: Readonly<Record<F, { right: Offer; wrong: readonly Offer[] }>>,
): { values: Record<F, unknown>; complaints: string[] } {
  const values: Partial<Record<F, unknown>> = {};
  const complaints: string[] = [];
  const careful = dice.chance(0.2);
  for (const name of Object.keys(fields) as F[]) {
    const { right, wrong } = fields[name];
    const [value, complaint] = careful || wrong.length === 0 || dice.chance(0.5) ? right : dice.pick(wrong);
    values[name] = value;
    if (complaint !== undefined) complaints.push(complaint);
  }
  return { values: values as Record<F, unknown>, complaints };
}

/** What no message may consist of, and what is said of it. Long ones are few: they would take most of the time. */
export const badTexts = (dice: Dice): Offer[] => [
  dice.chance(0.05)
    ? ['x'.repeat(16_001), 'content must be shorter than or equal to 16000 characters']
    : ['a\0b', 'content must be well-formed text'],
  ['a\ud800', 'content must be well-formed text'],
];

export const badClientIds: readonly Offer[] = [
  ['', 'clientId should not be empty'],
  [5, 'clientId must be a string'],
  [['a'], 'clientId must be a string'],
  ['x'.repeat(65), 'clientId must be shorter than or equal to 64 characters'],
  ['a\0', 'clientId must be well-formed text'],
];
