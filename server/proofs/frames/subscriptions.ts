import { anything, goodText, malformed } from './dice.ts';
import { type Fate, type Generate, type Offer, badClientIds, badTexts, fill } from './generated.ts';

const error = (text: string): Fate => ({ answer: { error: text, status: 'error' } });
const notText: readonly unknown[] = [undefined, null, 5, true, [], {}];

const badReferences: readonly Offer[] = [...notText, ''].map((value) => [value, 'Missing chat_id']);

/** `subscriptions` (subscriptions.md, "Error Codes"; README "subscriptions" and finer decision 12). */
export const subscriptionsFrame: Generate = (dice, scene) => {
  const kind = dice.random();
  if (kind < 0.002) return { frame: malformed(dice), fate: { closed: 1007 } };
  if (kind < 0.25) {
    const action = dice.pick([
      'dance',
      '',
      'Message',
      'subscribe_response',
      null,
      5,
      ['message'],
      '__proto__',
    ]);
    const frame = dice.chance(0.5) ? { action, chat_id: scene.own.uuid, text: 'x' } : anything(dice);
    return { frame: JSON.stringify(frame), fate: error('Unknown action') };
  }
  return kind < 0.4 ? subscribing(dice, scene) : sending(dice, scene);
};

const subscribing: Generate = (dice, { own }) => {
  const [chat_ids, complaint] = dice.pick<Offer>([
    ...[undefined, null, 'a', 5, {}].map((value): Offer => [value, 'Missing chat_ids']),
    ...notText.slice(1).map((value): Offer => [[own.uuid, value], 'Missing chat_id']),
    [[''], 'Missing chat_id'],
    [Array.from({ length: 201 }, () => own.uuid), 'Too many chat_ids'],
  ]);
  return { frame: JSON.stringify({ action: 'subscribe', chat_ids }), fate: error(complaint ?? '') };
};

const sending: Generate = (dice, { own, foreign, missing }) => {
  const chat = dice.pick([own, foreign, missing]);
  const text = goodText(dice);
  const { values, complaints } = fill(dice, {
    chat_id: { right: [dice.pick([chat.uuid, String(chat.id)])], wrong: badReferences },
    text: {
      right: [text],
      wrong: [
        ...notText.map((value): Offer => [value, 'Message cannot be empty']),
        ['', 'Message cannot be empty'],
        [' \t', 'Message cannot be empty'],
        ...badTexts(dice),
      ],
    },
    clientId: { right: [undefined], wrong: badClientIds },
  });
  const frame = JSON.stringify({ action: 'message', ...values });
  if (complaints[0] !== undefined) return { frame, fate: error(complaints[0]) };
  if (chat !== own) return { frame, fate: error('no access') };
  return { frame, fate: { answer: { action: 'message_response', status: 'success' } }, stores: text };
};
