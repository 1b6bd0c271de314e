import { expect } from 'vitest';
import { anything, goodText } from './dice.ts';
import { type Generate, type Generated, type Offer, badClientIds, badTexts, fill } from './generated.ts';

const NOT_FOUND = 'Conversation not found';
const NO_OBJECT = 'The payload must be an object';
const error = (data: string) => ({ answer: { event: 'error', data } });

const badReferences: readonly Offer[] = [
  ...[null, true, 1.5, [], {}].map((value): Offer => [value, 'chatId must be a string']),
  ['', 'chatId should not be empty'],
];
const unknown = [
  'dance',
  'join-conversation',
  'sendmessage',
  'newMessage',
  'constructor',
  '__proto__',
  'toString',
  '',
];

/** `support` (support.md, "Error Handling"; README "support"). */
export const supportFrame: Generate = (dice, scene) => {
  const kind = dice.random();
  if (kind < 0.1) return { frame: [dice.pick(unknown), anything(dice)], fate: error('Unknown event') };
  if (kind < 0.15) {
    const event = dice.pick(['sendMessage', 'typing', 'readMessages']);
    return { frame: [event, dice.pick<unknown>([null, 'a', 5, true, []])], fate: error(NO_OBJECT) };
  }
  if (kind < 0.6) return sending(dice, scene);
  if (kind < 0.75) return naming(dice, scene);
  return kind < 0.85 ? typing(dice, scene) : reading(dice, scene);
};

/** Names of the right form, which are no chat's. */
const nobodys: readonly Offer[] = [['x'.repeat(65)], ['a\0b']];

/** Calls that take a chat's id and nothing else; a join that is well formed counts against a limit and is left to other tests. */
const naming: Generate = (dice, { own, foreign, missing }) => {
  const event = dice.pick(['joinChat', 'leaveChat', 'getActiveUsers']);
  const joins = event === 'joinChat';
  const [reference, complaint = NOT_FOUND] = dice.pick<Offer>(
    joins ? badReferences : [...badReferences, ...nobodys],
  );
  if (joins || dice.chance(0.4)) return { frame: [event, reference], fate: error(complaint) };
  const chat = dice.pick([own, foreign, missing]);
  const frame = [event, dice.pick([String(chat.id), chat.id, chat.uuid, chat.uuid.toUpperCase()])] as const;
  if (chat !== own) return { frame, fate: error(NOT_FOUND) };
  const chatId = String(own.id);
  const answer =
    event === 'leaveChat'
      ? { event: 'leftChat', data: chatId }
      : { event: 'activeUsers', data: { chatId, userIds: [] } };
  return { frame, fate: { answer } };
};

const sending: Generate = (dice, { userId, own, foreign, missing }) => {
  const chat = dice.pick([own, foreign, missing]);
  const text = goodText(dice);
  const message = fill(dice, {
    text: {
      right: [text],
      wrong: [
        ...[5, true, [], {}].map((value): Offer => [value, 'text must be a string']),
        [' \n ', 'content should not be empty'],
        ...badTexts(dice),
      ],
    },
    replyToId: {
      right: [dice.pick([undefined, null])],
      wrong: [true, 1.5, [], {}].map((value): Offer => [value, 'replyToId must be a string']),
    },
    clientId: { right: [dice.pick([undefined, null])], wrong: badClientIds },
  });
  const wrongMessages = [
    ...[undefined, null, 'a', 5, []].map((value): Offer => [value, 'message must be an object']),
    ...[{}, { text: '' }, { text: null }].map((value): Offer => [value, 'A message needs text or fileId']),
  ];
  const messageOffer: Offer = dice.chance(0.2)
    ? dice.pick(wrongMessages)
    : [message.values, message.complaints.length > 0 ? message.complaints.join(', ') : undefined];
  const { values, complaints } = fill(dice, {
    chatId: {
      right: [dice.pick([String(chat.id), chat.uuid])],
      wrong: [...badReferences, [undefined, 'chatId must be a string']],
    },
    message: { right: messageOffer, wrong: [] },
  });
  const refused = (why: string): Generated => ({ frame: ['sendMessage', values], fate: error(why) });
  if (complaints.length > 0) return refused(complaints.join(', '));
  if (chat !== own) return refused(NOT_FOUND);
  const data: unknown = expect.objectContaining({ chatId: String(own.id), senderId: userId, text });
  return { frame: ['sendMessage', values], fate: { answer: { event: 'messageSent', data } }, stores: text };
};

const typing: Generate = (dice, { own, foreign }) => {
  const chat = dice.pick([own, foreign]);
  const { values, complaints } = fill(dice, {
    chatId: { right: [String(chat.id)], wrong: badReferences },
    isTyping: {
      right: [true],
      wrong: [undefined, null, 'true', 1, []].map((value): Offer => [value, 'isTyping must be a boolean']),
    },
  });
  const frame = ['typing', values] as const;
  if (complaints.length > 0) return { frame, fate: error(complaints.join(', ')) };
  if (chat !== own) return { frame, fate: error(NOT_FOUND) };
  return { frame, fate: { answer: { event: 'typing', data: { chatId: String(own.id), isTyping: true } } } };
};

const reading: Generate = (dice, { own, foreign, missing }) => {
  const chat = dice.pick([own, foreign, missing]);
  const { values, complaints } = fill(dice, {
    chatId: { right: [String(chat.id)], wrong: badReferences },
    messageIds: {
      right: [['999999999']],
      wrong: [
        ...[undefined, null, '1', 5, {}].map((value): Offer => [value, 'messageIds must be an array']),
        [[], 'messageIds should not be empty'],
        [[null], 'messageIds must be a string'],
        [Array.from({ length: 501 }, () => '1'), 'messageIds must have at most 500 elements'],
      ],
    },
  });
  const refused = (why: string): Generated => ({ frame: ['readMessages', values], fate: error(why) });
  if (complaints.length > 0) return refused(complaints.join(', '));
  return refused(chat === own ? 'Message not found' : NOT_FOUND);
};
