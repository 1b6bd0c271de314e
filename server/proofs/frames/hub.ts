import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { anything, type Dice, goodText } from './dice.ts';
import type { Fate, Generate, Scene } from './generated.ts';

const refusal = (code: string, message: string, more: object = {}): Fate => ({
  answer: { ok: false, error: { code, message, retryable: false, ...more } },
});

const notIds: readonly unknown[] = [null, 0, -1, 1.5, '1', true, [], {}, 2 ** 53];
const notTexts: readonly unknown[] = [null, 5, true, [], {}, '', ' \n', 'a\0b', 'a\ud800'];
const notCaptions = notTexts.filter((text) => text !== '' && text !== ' \n');
const notFlags: readonly unknown[] = [null, 0, 'true', [], {}];
const notCounts: readonly unknown[] = [null, -1, 1.5, '1', true, []];
const notIdLists: readonly unknown[] = [
  null,
  1,
  'a',
  {},
  [0],
  ['1'],
  [null],
  Array.from({ length: 201 }, () => 1),
];
const notTitles: readonly unknown[] = [null, 5, '', '  ', 'a\nb', 'a\0', 'x'.repeat(121)];
const notClientIds: readonly unknown[] = [null, 5, '', 'x'.repeat(65), 'a\0'];
const notEmojis: readonly unknown[] = [null, 5, '', 'ab', '👍👍', ' '];

/** Commands with a right input each, and what is wrong for a field (PROTOCOL.md, "Commands"). */
const commands = ({
  own,
}: Scene): Readonly<Record<string, Readonly<Record<string, [unknown, readonly unknown[]]>>>> => {
  const conversationId: [unknown, readonly unknown[]] = [own.id, notIds];
  return {
    // Whether a text may be empty is judged when all else is right.
    'message.send': { conversationId, content: ['x', notCaptions], clientId: ['c', notClientIds] },
    'message.edit': { messageId: [1, notIds], content: ['x', notTexts] },
    'message.delete': { messageId: [1, notIds] },
    'message.react': { messageId: [1, notIds], emoji: ['👍', notEmojis], on: [true, notFlags] },
    'conversation.open': { conversationId },
    'conversation.history': { conversationId },
    'conversation.changes': { conversationId, since: [0, notCounts] },
    'conversation.direct': { userId: [1, notIds] },
    'conversation.group': {
      title: ['T', notTitles],
      userIds: [[1], notIdLists],
      clientId: ['c', notClientIds],
    },
    'conversation.rename': { conversationId, title: ['T', notTitles] },
    'conversation.add': { conversationId, userIds: [[1], [...notIdLists, []]] },
    'conversation.remove': { conversationId, userId: [1, notIds] },
    'conversation.leave': { conversationId },
    'conversation.read': { conversationId, seq: [1, notCounts] },
    'conversation.typing': { conversationId, typing: [true, notFlags] },
    'people.search': { query: ['a', [null, 5, [], 'x'.repeat(65)]] },
    'people.get': { userIds: [[1], [...notIdLists, []]] },
    'presence.get': { userIds: [[1], [...notIdLists, []]] },
  };
};

const unknown = [
  'dance',
  'message',
  'message.Send',
  'ready',
  'changes',
  'constructor',
  '__proto__',
  'toString',
  '',
];

/** The hub (server/dialects/hub/PROTOCOL.md). */
export const hubFrame: Generate = (dice, scene) => {
  const kind = dice.random();
  if (kind < 0.1)
    return {
      frame: [dice.pick(unknown), anything(dice)],
      fate: refusal('unknown_command', 'There is no such command'),
    };
  if (kind < 0.13) return sending(dice, scene);
  return kind < 0.25 ? strange(dice, scene) : invalid(dice, scene);
};

const sending: Generate = (dice, { own }) => {
  const content = goodText(dice);
  const input = { conversationId: own.id, content, clientId: randomUUID() };
  const data: unknown = expect.objectContaining({ conversationId: own.id });
  return { frame: ['message.send', input], fate: { answer: { ok: true, data } }, stores: content };
};

/** What is foreign looks like what is not there. */
const strange: Generate = (dice, { foreign, missing }) => {
  const { id: conversationId } = dice.pick([foreign, missing]);
  const more: Readonly<Record<string, object>> = {
    'message.send': { content: 'x', clientId: 'c' },
    'conversation.open': {},
    'conversation.history': {},
    'conversation.changes': { since: 0 },
    'conversation.rename': { title: 'T' },
    'conversation.leave': {},
    'conversation.read': { seq: 1 },
  };
  const name = dice.pick(Object.keys(more));
  return {
    frame: [name, { conversationId, ...more[name] }],
    fate: refusal('conversation_not_found', 'Conversation not found'),
  };
};

/** One or more fields are wrong or missing: each is named, and no other. */
const invalid: Generate = (dice, scene) => {
  const all = commands(scene);
  const name = dice.pick(Object.keys(all));
  const fields = Object.entries(all[name] ?? {});
  if (dice.chance(0.1)) return noObject(dice, name);
  const broken = dice.pick(fields)[0];
  const input: Record<string, unknown> = {};
  const named: Record<string, unknown> = {};
  for (const [field, [right, wrong]] of fields) {
    const isBroken = field === broken || dice.chance(0.3);
    input[field] = isBroken ? dice.pick([undefined, ...wrong]) : right;
    if (isBroken) named[field] = expect.any(String);
  }
  return { frame: [name, input], fate: naming(Object.keys(named)) };
};

const noObject = ({ pick }: Dice, name: string) => ({
  frame: [name, pick<unknown>([null, 'a', 5, true, []])] as const,
  fate: naming(['input']),
});

/** The error that names these fields; one within a list is named by its place. */
const naming = (fields: readonly string[]): Fate =>
  refusal('validation_failed', 'Some fields are not valid', { details: { fields: wordsFor(fields) } });

function wordsFor(fields: readonly string[]): unknown {
  return {
    asymmetricMatch: (told: unknown) =>
      typeof told === 'object' &&
      told !== null &&
      Object.values(told).every((text) => typeof text === 'string' && text !== '') &&
      rootsOf(Object.keys(told)) === rootsOf(fields),
    toString: () => `texts for ${fields.join(', ')}`,
  };
}

/** Fields named by paths, each once. */
const rootsOf = (paths: readonly string[]) =>
  [...new Set(paths.map((path) => path.split('.', 1)[0]))].toSorted().join(', ');
