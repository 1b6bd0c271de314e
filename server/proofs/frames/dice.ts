import { seeded } from '#server/testing/random.ts';

export type Dice = ReturnType<typeof createDice>;

/** Chances that fall the same way for the same seed. */
export function createDice(seed: number) {
  const random = seeded(seed);
  const upTo = (count: number) => Math.floor(random() * count);
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[upTo(choices.length)];
    if (choice === undefined && choices.length === 0) throw new Error('There is nothing to choose from');
    return choice as T;
  };
  return { random, upTo, pick, chance: (share: number) => random() < share };
}

const WORDS = ['', ' ', 'a', 'action', '__proto__', 'constructor', 'null', '👍', 'ß', '\u2028', "';--", '-1'];

/** Any JSON. */
export function anything(dice: Dice, depth = 2): unknown {
  const { pick, upTo } = dice;
  const kind = upTo(depth > 0 ? 8 : 6);
  if (kind === 0) return null;
  if (kind === 1) return dice.chance(0.5);
  if (kind === 2) return pick([0, -1, 1.5, 2 ** 53, 1e21, upTo(100)]);
  if (kind < 6) return pick(WORDS).repeat(upTo(3)) + pick(WORDS);
  const parts = Array.from({ length: upTo(4) }, () => anything(dice, depth - 1));
  // A __proto__ of JSON is a key like any other.
  return kind === 6
    ? parts
    : JSON.parse(JSON.stringify(Object.fromEntries(parts.map((part) => [pick(WORDS), part]))));
}

/** Something that is no JSON. */
export function malformed({ pick, upTo }: Dice): string {
  const text = pick([
    '{"type":"auth"}',
    '{"action":"message","chat_id":"1","text":"Hello"}',
    '{"event":"chat_message","data":{"userId":1,"prompt":"Hi"}}',
    '[1,2,{"a":null}]',
  ]);
  return pick([text.slice(0, upTo(text.length)), `${text},`, text.replaceAll('"', "'"), `${text}${text}`]);
}

/** A text that may be said: not empty, well-formed, not too long. */
export const goodText = ({ pick, upTo }: Dice): string =>
  `${pick(['Hello', ' \n', '<b>', '{"a":1}', '👨‍👩‍👧', '\u202e', "it's", 'null', '\ufeff'])}${upTo(1e9)}`;
